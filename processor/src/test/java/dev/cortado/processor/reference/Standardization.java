package dev.cortado.processor.reference;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Groups of elements, each less its mean and divided by its standard deviation.
 *
 * @param groups the groups of a sample: the positions of their elements
 * @param epsilon what is added to the variance
 * @param centered whether means are subtracted
 * @param roundings how often a sum over a group is rounded to float: what is off then is off for
 *     all elements of the group alike
 */
record Standardization(
    List<List<Integer>> groups, double epsilon, boolean centered, int roundings) {
  Standardization {
    groups = List.copyOf(groups);
  }

  DMatrixRMaj forward(DMatrixRMaj values, Rounding rounding) {
    DMatrixRMaj result = values.createLike();
    for (int sample = 0; sample < values.numRows; sample++) {
      for (List<Integer> group : groups) {
        double mean = center(rounding, values, sample, group);
        double deviation = deviation(values, sample, group);
        for (int i : group) {
          double x = values.get(sample, i);
          double scale = (Math.abs(x) + Math.abs(mean)) / deviation;
          result.set(sample, i, rounding.offBy(scale, (x - mean) / deviation));
        }
      }
    }
    return result;
  }

  DMatrixRMaj gradient(DMatrixRMaj values, DMatrixRMaj gradient, Rounding rounding) {
    DMatrixRMaj normal = forward(values, Rounding.none());
    DMatrixRMaj result = values.createLike();
    for (int sample = 0; sample < values.numRows; sample++) {
      int row = sample;
      for (List<Integer> group : groups) {
        double mean = center(rounding, gradient, sample, group);
        double product =
            group.stream().mapToDouble(i -> gradient.get(row, i) * normal.get(row, i)).sum();
        double along = off(rounding, gradient, sample, group, product / group.size());
        double deviation = deviation(values, sample, group);
        for (int i : group) {
          double g = gradient.get(sample, i);
          double part = normal.get(sample, i) * along;
          double scale = (Math.abs(g) + Math.abs(mean) + Math.abs(part)) / deviation;
          result.set(sample, i, rounding.offBy(scale, (g - mean - part) / deviation));
        }
      }
    }
    return result;
  }

  /** A mean that is off by the rounding of the sum that it is made from. */
  private double off(
      Rounding rounding, DMatrixRMaj values, int sample, List<Integer> group, double mean) {
    double sum = group.stream().mapToDouble(i -> Math.abs(values.get(sample, i))).sum();
    return rounding.offBy(roundings * sum / group.size() / 2, mean);
  }

  /** What is subtracted. */
  private double center(Rounding rounding, DMatrixRMaj values, int sample, List<Integer> group) {
    return centered ? off(rounding, values, sample, group, mean(values, sample, group)) : 0;
  }

  private double mean(DMatrixRMaj values, int sample, List<Integer> group) {
    return centered
        ? group.stream().mapToDouble(i -> values.get(sample, i)).sum() / group.size()
        : 0;
  }

  private double deviation(DMatrixRMaj values, int sample, List<Integer> group) {
    double mean = mean(values, sample, group);
    double squares =
        group.stream().mapToDouble(i -> values.get(sample, i) - mean).map(x -> x * x).sum();
    return Math.sqrt(squares / group.size() + epsilon);
  }
}

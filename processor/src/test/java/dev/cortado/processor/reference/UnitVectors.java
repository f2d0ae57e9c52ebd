package dev.cortado.processor.reference;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Vectors divided by their lengths.
 *
 * @param shape the shape of a sample's value
 * @param axis the axis that the vectors run along
 * @param least the least square of a length
 */
record UnitVectors(Shape shape, int axis, double least) {
  /** By which part of its length a vector may move without its direction changing much. */
  private static final double STEADY = 1e-2;

  DMatrixRMaj divided(DMatrixRMaj values) {
    DMatrixRMaj result = values.createLike();
    for (int sample = 0; sample < values.numRows; sample++) {
      for (List<Integer> vector : shape.vectors(axis)) {
        double length = Math.sqrt(Math.max(square(values, sample, vector), least));
        for (int i : vector) {
          result.set(sample, i, values.get(sample, i) / length);
        }
      }
    }
    return result;
  }

  DMatrixRMaj gradient(DMatrixRMaj values, DMatrixRMaj gradient, Rounding rounding) {
    DMatrixRMaj unit = divided(values);
    DMatrixRMaj result = values.createLike();
    for (int sample = 0; sample < values.numRows; sample++) {
      for (List<Integer> vector : shape.vectors(axis)) {
        double square = square(values, sample, vector);
        double length = Math.sqrt(Math.max(square, least));
        double along = 0;
        double greatest = 0;
        for (int i : vector) {
          along += square < least ? 0 : gradient.get(sample, i) * unit.get(sample, i);
          greatest = Math.max(greatest, Math.abs(gradient.get(sample, i)));
        }
        for (int i : vector) {
          double across = gradient.get(sample, i) - unit.get(sample, i) * along;
          result.set(sample, i, rounding.offBy(vector.size() * greatest / length, across / length));
        }
      }
    }
    return result;
  }

  /**
   * For each sample, how far a vector may move before its direction means nothing; one that is 0 is
   * no matter, as what makes it so, a rectifier, say, hits it with floats too.
   */
  double[] distances(DMatrixRMaj values) {
    double[] distances = new double[values.numRows];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (int sample = 0; sample < values.numRows; sample++) {
      for (List<Integer> vector : shape.vectors(axis)) {
        double length = Math.sqrt(square(values, sample, vector));
        distances[sample] =
            length == 0 ? distances[sample] : Math.min(distances[sample], STEADY * length);
      }
    }
    return distances;
  }

  private static double square(DMatrixRMaj values, int sample, List<Integer> vector) {
    return vector.stream().mapToDouble(i -> values.get(sample, i)).map(x -> x * x).sum();
  }
}

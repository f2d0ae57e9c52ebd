package dev.cortado.metric;

import dev.cortado.metric.Data.Group;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The metrics once more, in double and from all data at once: by the formulas of Keras's
 * documentation, thresholds one after the other, integrals by many small steps.
 */
final class MetricReferences {
  /** The figure of groups of a length. */
  interface Figure {
    double of(List<Group> groups, int length);
  }

  private MetricReferences() {}

  private static double mean(List<Group> groups, ToDoubleFunction<Group> figure) {
    double sum = 0;
    double weights = 0;
    for (Group group : groups) {
      sum += group.weight() * figure.applyAsDouble(group);
      weights += group.weight();
    }
    return weights == 0 ? 0 : sum / weights;
  }

  static Figure binaryAccuracy(double threshold) {
    return (groups, length) ->
        mean(
            groups,
            group -> {
              double right = 0;
              for (int i = 0; i < length; i++) {
                right += group.target(i) == (group.prediction()[i] > threshold ? 1 : 0) ? 1 : 0;
              }
              return right / length;
            });
  }

  static double categoricalAccuracy(List<Group> groups, int length) {
    return mean(groups, group -> first(group.prediction()) == label(group) ? 1 : 0);
  }

  private static int label(Group group) {
    return group.sparse() ? (int) group.target()[0] : first(group.target());
  }

  /** The index of the greatest value, searched from behind. */
  private static int first(double[] values) {
    double greatest = Arrays.stream(values).max().getAsDouble();
    int index = values.length - 1;
    for (int i = values.length - 1; i >= 0; i--) {
      index = values[i] == greatest ? i : index;
    }
    return index;
  }

  static Figure topK(int k) {
    return (groups, length) ->
        mean(
            groups,
            group -> {
              double[] sorted = group.prediction().clone();
              Arrays.sort(sorted);
              return group.prediction()[label(group)] >= sorted[length - k] ? 1 : 0;
            });
  }

  /** The weights of values of classes {@code from} to {@code to} that a test says yes to. */
  private static double count(List<Group> groups, int from, int to, Test test) {
    double sum = 0;
    for (Group group : groups) {
      for (int c = from; c < to; c++) {
        sum += test.of(group.target(c) != 0, group.prediction()[c]) ? group.weight() : 0;
      }
    }
    return sum;
  }

  private interface Test {
    boolean of(boolean real, double value);
  }

  static Figure precision(double threshold, int from, int to) {
    return (groups, length) ->
        quotient(
            count(groups, from, Math.min(to, length), (real, p) -> real && p > threshold),
            count(groups, from, Math.min(to, length), (real, p) -> p > threshold));
  }

  static Figure recall(double threshold, int from, int to) {
    return (groups, length) ->
        quotient(
            count(groups, from, Math.min(to, length), (real, p) -> real && p > threshold),
            count(groups, from, Math.min(to, length), (real, p) -> real));
  }

  private static double quotient(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  /** The score of each class; one of all counts together for micro. */
  private static double[] scores(
      List<Group> groups, int length, double beta, Double threshold, boolean together) {
    double[] right = new double[length];
    double[] found = new double[length];
    double[] real = new double[length];
    for (Group group : groups) {
      double greatest = Arrays.stream(group.prediction()).max().getAsDouble();
      for (int c = 0; c < length; c++) {
        double p = group.prediction()[c];
        boolean hit = threshold == null ? p == greatest && Math.abs(p) > 1e-9 : p > threshold;
        int k = together ? 0 : c;
        right[k] += group.weight() * (hit ? group.target(c) : 0);
        found[k] += group.weight() * (hit ? 1 : 0);
        real[k] += group.weight() * group.target(c);
      }
    }
    double[] scores = new double[together ? 1 : length];
    for (int c = 0; c < scores.length; c++) {
      double precision = right[c] / (found[c] + 1e-7);
      double recall = right[c] / (real[c] + 1e-7);
      double mean = precision * recall / (beta * beta * precision + recall + 1e-7);
      scores[c] = mean * (1 + beta * beta);
    }
    return scores;
  }

  static Figure macro(double beta, Double threshold) {
    return (groups, length) ->
        Arrays.stream(scores(groups, length, beta, threshold, false)).sum() / length;
  }

  static Figure micro(double beta, Double threshold) {
    return (groups, length) -> scores(groups, length, beta, threshold, true)[0];
  }

  static Figure scoreOf(int c, double beta, Double threshold) {
    return (groups, length) -> scores(groups, length, beta, threshold, false)[c];
  }

  static Figure weighted(double beta, Double threshold) {
    return (groups, length) -> {
      double[] scores = scores(groups, length, beta, threshold, false);
      double sum = 0;
      double all = 0;
      for (int c = 0; c < length; c++) {
        double support = 0;
        for (Group group : groups) {
          support += group.weight() * group.target(c);
        }
        sum += support * scores[c];
        all += support;
      }
      return sum / (all + 1e-7);
    };
  }

  static Figure rocAuc(int thresholds) {
    return (groups, length) -> {
      double area = 0;
      double positives = count(groups, 0, length, (real, p) -> real);
      double negatives = count(groups, 0, length, (real, p) -> !real);
      for (int i = 0; i + 1 < thresholds; i++) {
        double low = threshold(i, thresholds);
        double high = threshold(i + 1, thresholds);
        double width =
            quotient(count(groups, 0, length, (real, p) -> !real && p > low), negatives)
                - quotient(count(groups, 0, length, (real, p) -> !real && p > high), negatives);
        double heights =
            quotient(count(groups, 0, length, (real, p) -> real && p > low), positives)
                + quotient(count(groups, 0, length, (real, p) -> real && p > high), positives);
        area += width * heights / 2;
      }
      return area;
    };
  }

  /** The integral of precision by recall, both counts linear between thresholds. */
  static Figure prAuc(int thresholds) {
    return (groups, length) -> {
      int steps = 2000;
      double area = 0;
      double positives = count(groups, 0, length, (real, p) -> real);
      for (int i = 0; i + 1 < thresholds; i++) {
        double low = threshold(i, thresholds);
        double high = threshold(i + 1, thresholds);
        double right = count(groups, 0, length, (real, p) -> real && p > high);
        double all = count(groups, 0, length, (real, p) -> p > high);
        double moreRight = count(groups, 0, length, (real, p) -> real && p > low) - right;
        double more = count(groups, 0, length, (real, p) -> p > low) - all;
        for (int s = 0; s < steps && moreRight > 0; s++) {
          double share = (s + 0.5) / steps;
          area += (right + share * moreRight) / (all + share * more) * moreRight / steps;
        }
      }
      return quotient(area, positives);
    };
  }

  /** Rectangles as high as the higher or the lower end of the curve between two thresholds. */
  static Figure steppedAuc(boolean roc, boolean major, int thresholds) {
    return (groups, length) -> {
      double positives = count(groups, 0, length, (real, p) -> real);
      double negatives = count(groups, 0, length, (real, p) -> !real);
      double[] x = new double[thresholds];
      double[] y = new double[thresholds];
      for (int i = 0; i < thresholds; i++) {
        double threshold = threshold(i, thresholds);
        double right = count(groups, 0, length, (real, p) -> real && p > threshold);
        double wrong = count(groups, 0, length, (real, p) -> !real && p > threshold);
        double recall = quotient(right, positives);
        x[i] = roc ? quotient(wrong, negatives) : recall;
        y[i] = roc ? recall : quotient(right, right + wrong);
      }
      double area = 0;
      for (int i = 1; i < thresholds; i++) {
        boolean first = y[i - 1] > y[i] == major;
        area += (x[i - 1] - x[i]) * (first ? y[i - 1] : y[i]);
      }
      return area;
    };
  }

  private static double threshold(int i, int count) {
    return i == 0 ? -1e-7 : i == count - 1 ? 1 + 1e-7 : (double) i / (count - 1);
  }

  static double meanSquaredError(List<Group> groups, int length) {
    return mean(
        groups,
        group -> {
          double sum = 0;
          for (int i = 0; i < length; i++) {
            sum += Math.pow(group.prediction()[i] - group.target()[i], 2);
          }
          return sum / length;
        });
  }

  static double meanAbsoluteError(List<Group> groups, int length) {
    return mean(
        groups,
        group -> {
          double sum = 0;
          for (int i = 0; i < length; i++) {
            sum += Math.abs(group.prediction()[i] - group.target()[i]);
          }
          return sum / length;
        });
  }

  static double meanAbsolutePercentageError(List<Group> groups, int length) {
    return mean(
        groups,
        group -> {
          double sum = 0;
          for (int i = 0; i < length; i++) {
            double y = group.target()[i];
            sum += Math.abs((y - group.prediction()[i]) / Math.max(Math.abs(y), 1e-7));
          }
          return 100 * sum / length;
        });
  }

  static double cosineSimilarity(List<Group> groups, int length) {
    return mean(
        groups,
        group -> {
          double product = 0;
          for (int i = 0; i < length; i++) {
            product += group.prediction()[i] * group.target()[i];
          }
          return product * inverseNorm(group.prediction()) * inverseNorm(group.target());
        });
  }

  private static double inverseNorm(double[] values) {
    double squares = Arrays.stream(values).map(value -> value * value).sum();
    return Math.min(1 / Math.sqrt(squares), 1e7);
  }

  static double r2Score(List<Group> groups, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      int c = i;
      double average = mean(groups, group -> group.target()[c]);
      double residual = 0;
      double distance = 0;
      for (Group group : groups) {
        residual += group.weight() * Math.pow(group.target()[c] - group.prediction()[c], 2);
        distance += group.weight() * Math.pow(group.target()[c] - average, 2);
      }
      sum += distance == 0 ? 0 : 1 - residual / distance;
    }
    return sum / length;
  }
}

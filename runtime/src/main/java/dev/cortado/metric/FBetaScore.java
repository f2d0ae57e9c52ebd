package dev.cortado.metric;

import dev.cortado.model.Layer;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The weighted harmonic mean of precision and recall, {@code (1 + beta²) · P · R / (beta² · P +
 * R)}: Keras's {@code F1Score} and {@code FBetaScore}. Each class along the last axis has one; this
 * is one of them, or an average. Quotients are kept finite by 1e-7.
 *
 * @param name the name in reports; {@code f1_score} or {@code fbeta_score} unless given
 * @param beta how many times as much recall counts as precision, above 0; 1 unless given
 * @param threshold what the values of predicted classes are greater than, above 0, at most 1;
 *     unless given, the class of a group's greatest value is predicted
 * @param average how the classes make one number; macro unless given, where Keras gives them all
 * @param classId the only class that counts; the average unless given
 */
public record FBetaScore(
    String name, double beta, OptionalDouble threshold, Average average, OptionalInt classId)
    implements Metric {
  private static final double EPSILON = 1e-7;

  /** How the scores of several classes make one. */
  public enum Average {
    /** Their mean. */
    MACRO,
    /** The score of all classes' counts together. */
    MICRO,
    /** Their mean, each class weighted by how often it is the target. */
    WEIGHTED
  }

  /** Checks the numbers. */
  public FBetaScore {
    double limit = threshold.orElse(1);
    if (!(beta > 0 && Double.isFinite(beta) && limit > 0 && limit <= 1)) {
      throw new IllegalArgumentException(
          "%s takes a finite beta above 0 and a threshold above 0 and at most 1, not %s and %s"
              .formatted(name, beta, limit));
    }
    if (classId.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "%s takes the index of a class, not %d".formatted(name, classId.getAsInt()));
    }
  }

  /** This with another name. */
  public FBetaScore name(String value) {
    return new FBetaScore(value, beta, threshold, average, classId);
  }

  /** This with another beta. */
  public FBetaScore beta(double value) {
    return new FBetaScore(name, value, threshold, average, classId);
  }

  /** This with a threshold, for classes that do not exclude each other. */
  public FBetaScore threshold(double value) {
    return new FBetaScore(name, beta, OptionalDouble.of(value), average, classId);
  }

  /** This with another average. */
  public FBetaScore average(Average value) {
    return new FBetaScore(name, beta, threshold, value, classId);
  }

  /** This of one class. */
  public FBetaScore classId(int index) {
    return new FBetaScore(name, beta, threshold, average, OptionalInt.of(index));
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException also where the output does not have the class, or has one
   *     class and this no threshold
   */
  @Override
  public Accumulator on(Layer output, int targetSize) {
    Groups groups = Detections.groups(name, output, targetSize, classId);
    if (groups.classes() == 1 && threshold.isEmpty()) {
      throw new IllegalArgumentException(
          "%s of layer '%s' of shape %s would always predict its one class; give a threshold, for example .threshold(0.5)"
              .formatted(name, output.name(), output.shape()));
    }
    return new Counts(groups, this);
  }

  private double score(double truePositives, double falsePositives, double falseNegatives) {
    double precision = truePositives / (truePositives + falsePositives + EPSILON);
    double recall = truePositives / (truePositives + falseNegatives + EPSILON);
    double square = beta * beta;
    return (1 + square) * precision * recall / (square * precision + recall + EPSILON);
  }

  /** Three counts of each class. */
  private static final class Counts implements Accumulator {
    private final Groups groups;
    private final FBetaScore metric;
    private final double[] truePositives;
    private final double[] falsePositives;
    private final double[] falseNegatives;

    private Counts(Groups groups, FBetaScore metric) {
      this.groups = groups;
      this.metric = metric;
      truePositives = new double[groups.classes()];
      falsePositives = new double[groups.classes()];
      falseNegatives = new double[groups.classes()];
    }

    @Override
    public void add(float[] prediction, float[] target, float weight) {
      for (int group = 0; group < groups.count(); group++) {
        int from = group * groups.classes();
        float greatest = prediction[from + groups.greatest(prediction, group)];
        for (int c = 0; c < groups.classes(); c++) {
          double real = weight * groups.target(target, group, c);
          if (predicted(prediction[from + c], greatest)) {
            truePositives[c] += real;
            falsePositives[c] += weight - real;
          } else {
            falseNegatives[c] += real;
          }
        }
      }
    }

    private boolean predicted(float value, float greatest) {
      // A group of zeros predicts no class
      return metric.threshold.isPresent()
          ? value > (float) metric.threshold.getAsDouble()
          : value >= greatest && Math.abs(value) > 1e-9f;
    }

    @Override
    public double result() {
      if (metric.classId.isPresent()) {
        return score(metric.classId.getAsInt());
      }
      if (metric.average == Average.MICRO) {
        return metric.score(sum(truePositives), sum(falsePositives), sum(falseNegatives));
      }
      double support = sum(truePositives) + sum(falseNegatives);
      double sum = 0;
      for (int c = 0; c < groups.classes(); c++) {
        double share =
            metric.average == Average.MACRO
                ? 1.0 / groups.classes()
                : (truePositives[c] + falseNegatives[c]) / (support + EPSILON);
        sum += share * score(c);
      }
      return sum;
    }

    private double score(int c) {
      return metric.score(truePositives[c], falsePositives[c], falseNegatives[c]);
    }

    private static double sum(double[] counts) {
      double sum = 0;
      for (double count : counts) {
        sum += count;
      }
      return sum;
    }

    @Override
    public void merge(Accumulator other) {
      Counts more = (Counts) other;
      for (int c = 0; c < groups.classes(); c++) {
        truePositives[c] += more.truePositives[c];
        falsePositives[c] += more.falsePositives[c];
        falseNegatives[c] += more.falseNegatives[c];
      }
    }

    @Override
    public void reset() {
      restore(new double[3 * groups.classes()]);
    }

    @Override
    public double[] state() {
      int size = groups.classes();
      double[] state = Arrays.copyOf(truePositives, 3 * size);
      System.arraycopy(falsePositives, 0, state, size, size);
      System.arraycopy(falseNegatives, 0, state, 2 * size, size);
      return state;
    }

    @Override
    public void restore(double[] state) {
      int size = groups.classes();
      System.arraycopy(state, 0, truePositives, 0, size);
      System.arraycopy(state, size, falsePositives, 0, size);
      System.arraycopy(state, 2 * size, falseNegatives, 0, size);
    }
  }
}

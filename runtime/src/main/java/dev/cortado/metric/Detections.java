package dev.cortado.metric;

import dev.cortado.model.Layer;
import java.util.OptionalInt;

/**
 * Counts values that are greater than a threshold or should be. A target other than 0 says that its
 * value should be.
 */
abstract class Detections implements Metric.Accumulator {
  private final Groups groups;
  private final float threshold;
  private final int from;
  private final int to;
  private double truePositives;
  private double falsePositives;
  private double falseNegatives;

  /**
   * @param groups the output's values and targets
   * @param threshold what positives are greater than
   * @param classId the only class that counts, or none for all
   */
  Detections(Groups groups, double threshold, OptionalInt classId) {
    this.groups = groups;
    this.threshold = (float) threshold;
    from = classId.orElse(0);
    to = classId.isPresent() ? from + 1 : groups.classes();
  }

  /** Checks the parameters that precision and recall share. */
  static void check(String name, double threshold, OptionalInt classId) {
    if (!(threshold >= 0 && threshold <= 1) || classId.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "%s takes a threshold from 0 to 1 and the index of a class, not %s and %s"
              .formatted(name, threshold, classId.isPresent() ? classId.getAsInt() : "none"));
    }
  }

  /** The groups of an output that has the class. */
  static Groups groups(String name, Layer output, int targetSize, OptionalInt classId) {
    Groups groups = Groups.of(name, output, targetSize);
    if (classId.orElse(0) >= groups.classes()) {
      throw new IllegalArgumentException(
          "%s is of class %d, but layer '%s' of shape %s has classes 0 to %d along its last axis"
              .formatted(
                  name, classId.getAsInt(), output.name(), output.shape(), groups.classes() - 1));
    }
    return groups;
  }

  @Override
  public final void add(float[] prediction, float[] target, float weight) {
    for (int group = 0; group < groups.count(); group++) {
      for (int c = from; c < to; c++) {
        boolean found = prediction[group * groups.classes() + c] > threshold;
        boolean real = groups.target(target, group, c) != 0;
        truePositives += found && real ? weight : 0;
        falsePositives += found && !real ? weight : 0;
        falseNegatives += real && !found ? weight : 0;
      }
    }
  }

  /** {@code TP / (TP + FP)}, 0 without any. */
  final double precision() {
    return truePositives == 0 ? 0 : truePositives / (truePositives + falsePositives);
  }

  /** {@code TP / (TP + FN)}, 0 without any. */
  final double recall() {
    return truePositives == 0 ? 0 : truePositives / (truePositives + falseNegatives);
  }

  @Override
  public final void merge(Metric.Accumulator other) {
    Detections more = (Detections) other;
    truePositives += more.truePositives;
    falsePositives += more.falsePositives;
    falseNegatives += more.falseNegatives;
  }

  @Override
  public final void reset() {
    truePositives = 0;
    falsePositives = 0;
    falseNegatives = 0;
  }

  @Override
  public final double[] state() {
    return new double[] {truePositives, falsePositives, falseNegatives};
  }

  @Override
  public final void restore(double[] state) {
    truePositives = state[0];
    falsePositives = state[1];
    falseNegatives = state[2];
  }
}

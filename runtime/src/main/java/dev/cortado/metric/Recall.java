package dev.cortado.metric;

import dev.cortado.model.Layer;
import java.util.OptionalInt;

/**
 * The fraction of the values that should be found that are, being greater than a threshold: {@code
 * TP / (TP + FN)}, Keras's {@code Recall}. All values of all groups count alike. 0 where there are
 * none.
 *
 * @param name the name in reports; {@code recall} unless given
 * @param threshold from 0 to 1; 0.5 unless given
 * @param classId the only class that counts, an index along the last axis; all unless given
 */
public record Recall(String name, double threshold, OptionalInt classId) implements Metric {
  /** Checks the numbers. */
  public Recall {
    Detections.check(name, threshold, classId);
  }

  /** This with another name. */
  public Recall name(String value) {
    return new Recall(value, threshold, classId);
  }

  /** This with another threshold. */
  public Recall threshold(double value) {
    return new Recall(name, value, classId);
  }

  /** This of one class. */
  public Recall classId(int index) {
    return new Recall(name, threshold, OptionalInt.of(index));
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException also where the output does not have the class
   */
  @Override
  public Accumulator on(Layer output, int targetSize) {
    return new Count(Detections.groups(name, output, targetSize, classId), this);
  }

  private static final class Count extends Detections {
    private Count(Groups groups, Recall metric) {
      super(groups, metric.threshold, metric.classId);
    }

    @Override
    public double result() {
      return recall();
    }
  }
}

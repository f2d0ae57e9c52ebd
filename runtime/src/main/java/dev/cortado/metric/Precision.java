package dev.cortado.metric;

import dev.cortado.model.Layer;
import java.util.OptionalInt;

/**
 * The fraction of the found values, those greater than a threshold, that should be found: {@code TP
 * / (TP + FP)}, Keras's {@code Precision}. All values of all groups count alike. 0 where there are
 * none.
 *
 * @param name the name in reports; {@code precision} unless given
 * @param threshold from 0 to 1; 0.5 unless given
 * @param classId the only class that counts, an index along the last axis; all unless given
 */
public record Precision(String name, double threshold, OptionalInt classId) implements Metric {
  /** Checks the numbers. */
  public Precision {
    Detections.check(name, threshold, classId);
  }

  /** This with another name. */
  public Precision name(String value) {
    return new Precision(value, threshold, classId);
  }

  /** This with another threshold. */
  public Precision threshold(double value) {
    return new Precision(name, value, classId);
  }

  /** This of one class. */
  public Precision classId(int index) {
    return new Precision(name, threshold, OptionalInt.of(index));
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
    private Count(Groups groups, Precision metric) {
      super(groups, metric.threshold, metric.classId);
    }

    @Override
    public double result() {
      return precision();
    }
  }
}

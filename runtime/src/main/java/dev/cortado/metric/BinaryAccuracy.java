package dev.cortado.metric;

import dev.cortado.model.Layer;

/**
 * The fraction of values whose target is 1 where they are greater than a threshold, and 0 where
 * they are not: Keras's {@code BinaryAccuracy}.
 *
 * @param name the name in reports; {@code binary_accuracy} unless given
 * @param threshold above 0, below 1; 0.5 unless given
 */
public record BinaryAccuracy(String name, double threshold) implements Metric {
  /** Checks the threshold. */
  public BinaryAccuracy {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "the threshold of %s lies above 0 and below 1, but %s was given"
              .formatted(name, threshold));
    }
  }

  /** This with another name. */
  public BinaryAccuracy name(String value) {
    return new BinaryAccuracy(value, threshold);
  }

  /** This with another threshold. */
  public BinaryAccuracy threshold(double value) {
    return new BinaryAccuracy(name, value);
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Accumulator on(Layer output, int targetSize) {
    Groups.requireDense(name, output, targetSize);
    return new Count((float) threshold);
  }

  private static final class Count extends MeanAccumulator {
    private final float threshold;

    private Count(float threshold) {
      this.threshold = threshold;
    }

    @Override
    double value(float[] prediction, float[] target) {
      int right = 0;
      for (int i = 0; i < target.length; i++) {
        right += (prediction[i] > threshold ? 1 : 0) == target[i] ? 1 : 0;
      }
      return (double) right / target.length;
    }
  }
}

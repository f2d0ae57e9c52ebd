package dev.cortado.processor.reference;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * Losses as they are first written down, on probabilities where they are about probabilities: the
 * mean over a sample's values, summed over samples.
 */
public enum PlainLoss {
  /** The mean of {@code (p - t)²}. */
  MEAN_SQUARED_ERROR,
  /** The mean of {@code -t log p - (1 - t) log(1 - p)}. */
  BINARY_CROSSENTROPY,
  /** {@code -Σ t log p} along the last axis, the mean over the others. */
  CATEGORICAL_CROSSENTROPY;

  /** What stands for a probability that is none or less. */
  private static final double LEAST = 1e-12;

  /** The loss that suits what a layer ends in. */
  public static PlainLoss of(Layer output) {
    return switch (output.kind().lastFunction()) {
      case SIGMOID -> BINARY_CROSSENTROPY;
      case SOFTMAX -> CATEGORICAL_CROSSENTROPY;
      default -> MEAN_SQUARED_ERROR;
    };
  }

  /** Targets for values of some shape, one row a sample; all are floats. */
  public DMatrixRMaj targets(int samples, Shape shape, Random random) {
    DMatrixRMaj targets = new DMatrixRMaj(samples, shape.size());
    for (int i = 0; i < targets.data.length; i++) {
      targets.data[i] =
          switch (this) {
            case MEAN_SQUARED_ERROR -> (float) random.nextGaussian();
            case BINARY_CROSSENTROPY ->
                random.nextBoolean() ? random.nextInt(2) : random.nextFloat();
            case CATEGORICAL_CROSSENTROPY -> 0;
          };
    }
    if (this == CATEGORICAL_CROSSENTROPY) {
      for (int from = 0; from < targets.data.length; from += shape.last()) {
        targets.data[from + random.nextInt(shape.last())] = 1;
      }
    }
    return targets;
  }

  /** The loss, summed over samples. */
  public double of(DMatrixRMaj predictions, DMatrixRMaj targets, Shape shape) {
    double sum = 0;
    for (int i = 0; i < predictions.data.length; i++) {
      double p = predictions.data[i];
      double t = targets.data[i];
      sum +=
          switch (this) {
            case MEAN_SQUARED_ERROR -> (p - t) * (p - t);
            case BINARY_CROSSENTROPY -> times(-t, Math.log(p)) + times(t - 1, logOfRest(p));
            case CATEGORICAL_CROSSENTROPY -> times(-t, Math.log(p));
          };
    }
    return sum / terms(shape);
  }

  /** The gradient of the loss with respect to the predictions. */
  public DMatrixRMaj gradient(DMatrixRMaj predictions, DMatrixRMaj targets, Shape shape) {
    DMatrixRMaj gradient = predictions.createLike();
    for (int i = 0; i < predictions.data.length; i++) {
      double p = predictions.data[i];
      double t = targets.data[i];
      double slope =
          switch (this) {
            case MEAN_SQUARED_ERROR -> 2 * (p - t);
            case BINARY_CROSSENTROPY -> (1 - t) / (1 - p) - t / p;
            case CATEGORICAL_CROSSENTROPY -> -t / p;
          };
      gradient.data[i] = slope / terms(shape);
    }
    return gradient;
  }

  /** How many losses a sample's loss is the mean of. */
  private int terms(Shape shape) {
    return this == CATEGORICAL_CROSSENTROPY ? shape.repeats() : shape.size();
  }

  /** {@code log(1 - p)}; rounding may take a probability beyond 1. */
  private static double logOfRest(double p) {
    return Math.log(Math.max(1 - p, LEAST));
  }

  private static double times(double factor, double logarithm) {
    return factor == 0 ? 0 : factor * logarithm;
  }
}

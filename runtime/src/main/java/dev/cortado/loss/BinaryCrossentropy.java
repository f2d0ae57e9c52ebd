package dev.cortado.loss;

import dev.cortado.kernel.Functions;
import dev.cortado.model.Head;
import dev.cortado.model.Layer;

/**
 * The mean of {@code -(target · log(p) + (1 - target) · log(1 - p))}: Keras's {@code
 * BinaryCrossentropy}, for answers that do not exclude each other. Where the output ends in a
 * sigmoid it is computed from the logits; otherwise, as Keras does, {@code p} is the prediction
 * clipped to 1e-7 from 0 and 1, without a gradient where it is clipped.
 *
 * @param labelSmoothing how far targets are drawn towards one half, from 0 to 1: they become {@code
 *     target · (1 - s) + s/2}; 0 unless given
 */
public record BinaryCrossentropy(double labelSmoothing) implements Loss {
  /** A product of factors up to 2 that is not far from overflow. */
  private static final double GREAT = 1e300;

  /** Checks the smoothing. */
  public BinaryCrossentropy {
    Smoothing.check(labelSmoothing);
  }

  /** This with another label smoothing. */
  public BinaryCrossentropy labelSmoothing(double value) {
    return new BinaryCrossentropy(value);
  }

  @Override
  public String name() {
    return "binary_crossentropy";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(output.shape().size(), output.head() == Head.SIGMOID, labelSmoothing);
  }

  private record OnOutput(int targetSize, boolean fromLogits, double smoothing)
      implements OutputLoss {

    @Override
    public String problemWith(float[] target) {
      return TargetDomain.PROBABILITY.problemWith("binary_crossentropy", target);
    }

    @Override
    public double sample(float[] prediction, float[] target, float scale, float[] gradient) {
      double factor = (double) scale / targetSize;
      return (fromLogits
              ? logits(prediction, target, factor, gradient)
              : probabilities(prediction, target, factor, gradient))
          / targetSize;
    }

    private double smooth(float target) {
      return target * (1 - smoothing) + smoothing / 2;
    }

    /** {@code max(x, 0) - x·y + log(1 + exp(-|x|))}, with the gradient {@code sigmoid(x) - y}. */
    private double logits(float[] logits, float[] target, double factor, float[] gradient) {
      double sum = 0;
      // The logarithms of some numbers are that of their product
      double product = 1;
      for (int i = 0; i < targetSize; i++) {
        double x = logits[i];
        double y = smooth(target[i]);
        double power = Functions.exp(-Math.abs(logits[i]));
        sum += Math.max(x, 0) - x * y;
        product *= 1 + power;
        if (product > GREAT) {
          sum += Math.log(product);
          product = 1;
        }
        if (gradient != null) {
          // sigmoid(-|x|) is exact where it is small, so sigmoid(x) - y is where that is
          double small = power / (1 + power);
          gradient[i] = (float) (factor * (x < 0 ? small - y : 1 - y - small));
        }
      }
      return sum + Math.log(product);
    }

    private double probabilities(float[] p, float[] target, double factor, float[] gradient) {
      double sum = 0;
      for (int i = 0; i < targetSize; i++) {
        sum += probability(p[i], smooth(target[i]), i, factor, gradient);
      }
      return sum;
    }

    private static double probability(double p, double y, int i, double factor, float[] gradient) {
      if (gradient != null) {
        gradient[i] = Epsilon.isClipped(p) ? 0 : (float) (factor * (p - y) / (p * (1 - p)));
      }
      double q = Epsilon.clip(p);
      return -(y * Math.log(q) + (1 - y) * Math.log(1 - q));
    }
  }
}

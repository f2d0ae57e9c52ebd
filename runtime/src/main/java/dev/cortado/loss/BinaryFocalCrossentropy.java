package dev.cortado.loss;

import dev.cortado.model.Head;
import dev.cortado.model.Layer;

/**
 * The mean of {@code (1 - pt)^gamma · binary cross-entropy}, with {@code pt = target · p + (1 -
 * target) · (1 - p)}: Keras's {@code BinaryFocalCrossentropy} (Lin and others, 2017). What is
 * predicted well counts little. Computed from the logits where the output ends in a sigmoid;
 * otherwise {@code p} is clipped within the cross-entropy, as in {@link BinaryCrossentropy}.
 *
 * @param applyClassBalancing whether a value also counts {@code target · alpha + (1 - target) · (1
 *     - alpha)}; false unless given
 * @param alpha the weight of class 1, from 0 to 1; 0.25 unless given
 * @param gamma how strongly hard examples stand out, at least 0; 2 unless given
 * @param labelSmoothing as in {@link BinaryCrossentropy}; 0 unless given
 */
public record BinaryFocalCrossentropy(
    boolean applyClassBalancing, double alpha, double gamma, double labelSmoothing)
    implements Loss {
  /** Checks the numbers. */
  public BinaryFocalCrossentropy {
    if (!(alpha >= 0 && alpha <= 1 && gamma >= 0 && Double.isFinite(gamma))) {
      throw new IllegalArgumentException(
          "binary_focal_crossentropy takes an alpha from 0 to 1 and a finite gamma of at least 0, not %s and %s"
              .formatted(alpha, gamma));
    }
    Smoothing.check(labelSmoothing);
  }

  /** This with the classes balanced by alpha or not. */
  public BinaryFocalCrossentropy applyClassBalancing(boolean value) {
    return new BinaryFocalCrossentropy(value, alpha, gamma, labelSmoothing);
  }

  /** This with another alpha, which counts once class balancing is applied. */
  public BinaryFocalCrossentropy alpha(double value) {
    return new BinaryFocalCrossentropy(applyClassBalancing, value, gamma, labelSmoothing);
  }

  /** This with another gamma. */
  public BinaryFocalCrossentropy gamma(double value) {
    return new BinaryFocalCrossentropy(applyClassBalancing, alpha, value, labelSmoothing);
  }

  /** This with another label smoothing. */
  public BinaryFocalCrossentropy labelSmoothing(double value) {
    return new BinaryFocalCrossentropy(applyClassBalancing, alpha, gamma, value);
  }

  @Override
  public String name() {
    return "binary_focal_crossentropy";
  }

  @Override
  public OutputLoss on(Layer output) {
    int size = output.shape().size();
    return output.head() == Head.SIGMOID
        ? new OnLogits(size, this)
        : new OnProbabilities(size, this);
  }

  private double smooth(double target) {
    return target * (1 - labelSmoothing) + labelSmoothing / 2;
  }

  private double balance(double y) {
    return applyClassBalancing ? y * alpha + (1 - y) * (1 - alpha) : 1;
  }

  private static final class OnProbabilities extends ElementwiseLoss {
    private final BinaryFocalCrossentropy loss;

    private OnProbabilities(int size, BinaryFocalCrossentropy loss) {
      super(loss.name(), TargetDomain.PROBABILITY, size);
      this.loss = loss;
    }

    @Override
    double value(double p, double target) {
      double y = loss.smooth(target);
      return loss.balance(y) * Math.pow(miss(p, y), loss.gamma) * crossentropy(p, y);
    }

    @Override
    double slope(double p, double target) {
      double y = loss.smooth(target);
      double miss = miss(p, y);
      // At 0 a power below 1 has an infinite slope, but there the cross-entropy is 0
      double power = miss == 0 ? 0 : loss.gamma * Math.pow(miss, loss.gamma - 1) * (1 - 2 * y);
      double logarithm = Epsilon.isClipped(p) ? 0 : (p - y) / (p * (1 - p));
      return loss.balance(y)
          * (power * crossentropy(p, y) + Math.pow(miss, loss.gamma) * logarithm);
    }

    /** {@code 1 - pt}. */
    private static double miss(double p, double y) {
      return y * (1 - p) + (1 - y) * p;
    }

    private static double crossentropy(double p, double y) {
      double q = Epsilon.clip(p);
      return -(y * Math.log(q) + (1 - y) * Math.log(1 - q));
    }
  }

  private static final class OnLogits extends ElementwiseLoss {
    private final BinaryFocalCrossentropy loss;

    private OnLogits(int size, BinaryFocalCrossentropy loss) {
      super(loss.name(), TargetDomain.PROBABILITY, size);
      this.loss = loss;
    }

    @Override
    public boolean fromLogits() {
      return true;
    }

    @Override
    double value(double x, double target) {
      double y = loss.smooth(target);
      return loss.balance(y) * Math.pow(miss(x, y), loss.gamma) * crossentropy(x, y);
    }

    /** With {@code p = sigmoid(x)}, {@code dp/dx = p · (1 - p)}, which cancels most divisions. */
    @Override
    double slope(double x, double target) {
      double y = loss.smooth(target);
      double miss = miss(x, y);
      double product = sigmoid(x) * sigmoid(-x);
      double power = miss == 0 ? 0 : loss.gamma * (1 - 2 * y) * product / miss;
      // The one of the two forms that subtracts nothing close to itself
      double logarithm = x < 0 ? sigmoid(x) - y : 1 - y - sigmoid(-x);
      return loss.balance(y)
          * Math.pow(miss, loss.gamma)
          * (power * crossentropy(x, y) + logarithm);
    }

    private static double miss(double x, double y) {
      return y * sigmoid(-x) + (1 - y) * sigmoid(x);
    }

    private static double crossentropy(double x, double y) {
      return Math.max(x, 0) - x * y + Math.log(1 + Math.exp(-Math.abs(x)));
    }

    private static double sigmoid(double x) {
      return 1 / (1 + Math.exp(-x));
    }
  }
}

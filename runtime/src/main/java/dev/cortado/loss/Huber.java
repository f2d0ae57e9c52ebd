package dev.cortado.loss;

import dev.cortado.model.Layer;

/**
 * The mean of {@code e²/2} where {@code e = |prediction - target|} is at most delta, and of {@code
 * delta · e - delta²/2} beyond: Keras's {@code Huber} (Huber, 1964). Large errors pull no harder
 * than delta.
 *
 * @param delta where the square ends, above 0; 1 unless given
 */
public record Huber(double delta) implements Loss {
  /** Checks delta. */
  public Huber {
    if (!(delta > 0 && Double.isFinite(delta))) {
      throw new IllegalArgumentException(
          "the delta of the Huber loss is a finite number above 0, not " + delta);
    }
  }

  /** This with another delta. */
  public Huber delta(double value) {
    return new Huber(value);
  }

  @Override
  public String name() {
    return "huber_loss";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(output.shape().size(), delta);
  }

  private static final class OnOutput extends ElementwiseLoss {
    private final double delta;

    private OnOutput(int size, double delta) {
      super("huber_loss", TargetDomain.REAL, size);
      this.delta = delta;
    }

    @Override
    double value(double prediction, double target) {
      double error = Math.abs(prediction - target);
      return error <= delta ? error * error / 2 : delta * (error - delta / 2);
    }

    @Override
    double slope(double prediction, double target) {
      return Math.min(Math.max(prediction - target, -delta), delta);
    }
  }
}

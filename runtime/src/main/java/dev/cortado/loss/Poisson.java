package dev.cortado.loss;

import static dev.cortado.loss.Epsilon.EPSILON;

import dev.cortado.model.Layer;

/**
 * The mean of {@code prediction - target · log(prediction + 1e-7)}: Keras's {@code Poisson}, the
 * negative logarithm of the probability of a count up to a constant. Predictions are expected
 * counts, of at least 0: NaN below -1e-7.
 */
record Poisson() implements Loss {

  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(output.shape().size());
  }

  private static final class OnOutput extends ElementwiseLoss {
    private OnOutput(int size) {
      super("poisson", TargetDomain.NON_NEGATIVE, size);
    }

    @Override
    double value(double prediction, double target) {
      return prediction - target * Math.log(prediction + EPSILON);
    }

    @Override
    double slope(double prediction, double target) {
      return 1 - target / (prediction + EPSILON);
    }
  }
}

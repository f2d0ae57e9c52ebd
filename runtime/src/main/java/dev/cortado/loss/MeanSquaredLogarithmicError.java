package dev.cortado.loss;

import static dev.cortado.loss.Epsilon.EPSILON;

import dev.cortado.model.Layer;

/**
 * The mean of {@code (log(max(prediction, 1e-7) + 1) - log(max(target, 1e-7) + 1))²}: Keras's
 * {@code MeanSquaredLogarithmicError}. A prediction below 1e-7 has no gradient.
 */
record MeanSquaredLogarithmicError() implements Loss {

  @Override
  public String name() {
    return "mean_squared_logarithmic_error";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(output.shape().size());
  }

  private static final class OnOutput extends ElementwiseLoss {
    private OnOutput(int size) {
      super("mean_squared_logarithmic_error", TargetDomain.NON_NEGATIVE, size);
    }

    @Override
    double value(double prediction, double target) {
      double difference = logarithm(prediction) - logarithm(target);
      return difference * difference;
    }

    @Override
    double slope(double prediction, double target) {
      return prediction < EPSILON
          ? 0
          : 2 * (logarithm(prediction) - logarithm(target)) / (prediction + 1);
    }

    private static double logarithm(double value) {
      return Math.log(Math.max(value, EPSILON) + 1);
    }
  }
}

package dev.cortado.loss;

import static dev.cortado.loss.Epsilon.EPSILON;

import dev.cortado.model.Layer;

/**
 * The mean of {@code 100 · |prediction - target| / max(|target|, 1e-7)}: Keras's {@code
 * MeanAbsolutePercentageError}.
 */
record MeanAbsolutePercentageError() implements Loss {

  @Override
  public String name() {
    return "mean_absolute_percentage_error";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(output.shape().size());
  }

  private static final class OnOutput extends ElementwiseLoss {
    private OnOutput(int size) {
      super("mean_absolute_percentage_error", TargetDomain.REAL, size);
    }

    @Override
    double value(double prediction, double target) {
      return 100 * Math.abs(prediction - target) / size(target);
    }

    @Override
    double slope(double prediction, double target) {
      return 100 * Math.signum(prediction - target) / size(target);
    }

    private static double size(double target) {
      return Math.max(Math.abs(target), EPSILON);
    }
  }
}

package dev.cortado.loss;

import dev.cortado.model.Layer;

/** The mean of {@code |prediction - target|}: Keras's {@code MeanAbsoluteError}. */
record MeanAbsoluteError() implements Loss {

  @Override
  public String name() {
    return "mean_absolute_error";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(output.shape().size());
  }

  private static final class OnOutput extends ElementwiseLoss {
    private OnOutput(int size) {
      super("mean_absolute_error", TargetDomain.REAL, size);
    }

    @Override
    double value(double prediction, double target) {
      return Math.abs(prediction - target);
    }

    @Override
    double slope(double prediction, double target) {
      return Math.signum(prediction - target);
    }
  }
}

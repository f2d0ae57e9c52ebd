package dev.cortado.loss;

import dev.cortado.kernel.Functions;
import dev.cortado.model.Layer;

/**
 * The mean of {@code log(cosh(prediction - target))}: Keras's {@code LogCosh}. About half the
 * square of a small error, and a large error less log 2.
 */
record LogCosh() implements Loss {
  private static final double LOG_2 = Math.log(2);

  @Override
  public String name() {
    return "log_cosh";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(output.shape().size());
  }

  private static final class OnOutput extends ElementwiseLoss {
    private OnOutput(int size) {
      super("log_cosh", TargetDomain.REAL, size);
    }

    @Override
    double value(double prediction, double target) {
      double error = Math.abs(prediction - target);
      // log((exp(e) + exp(-e)) / 2) without the power that overflows
      return error + Math.log(1 + Math.exp(-2 * error)) - LOG_2;
    }

    @Override
    double slope(double prediction, double target) {
      return Functions.tanh((float) (prediction - target));
    }
  }
}

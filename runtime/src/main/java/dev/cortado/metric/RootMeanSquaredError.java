package dev.cortado.metric;

import dev.cortado.loss.Loss;
import dev.cortado.model.Layer;

/**
 * The root of the mean of {@code (prediction - target)²} over all samples: Keras's {@code
 * RootMeanSquaredError}.
 */
record RootMeanSquaredError() implements Metric {

  @Override
  public String name() {
    return "root_mean_squared_error";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public Accumulator on(Layer output, int targetSize) {
    Groups.requireDense(name(), output, targetSize);
    return new Root(Loss.MEAN_SQUARED_ERROR.on(output));
  }

  private static final class Root extends MeanAccumulator {
    private final Loss.OutputLoss squares;

    private Root(Loss.OutputLoss squares) {
      this.squares = squares;
    }

    @Override
    double value(float[] prediction, float[] target) {
      return squares.sample(prediction, target, 1, null);
    }

    @Override
    public double result() {
      return Math.sqrt(super.result());
    }
  }
}

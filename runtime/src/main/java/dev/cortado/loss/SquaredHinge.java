package dev.cortado.loss;

import dev.cortado.model.Layer;

/**
 * The mean of {@code max(1 - target · prediction, 0)²}: Keras's {@code SquaredHinge}. Targets are
 * -1 and 1; 0 counts as -1.
 */
record SquaredHinge() implements Loss {

  @Override
  public String name() {
    return "squared_hinge";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(output.shape().size());
  }

  private static final class OnOutput extends ElementwiseLoss {
    private OnOutput(int size) {
      super("squared_hinge", TargetDomain.SIGN, size);
    }

    @Override
    double value(double prediction, double target) {
      double shortfall = shortfall(prediction, target);
      return shortfall * shortfall;
    }

    @Override
    double slope(double prediction, double target) {
      return -2 * Hinge.sign(target) * shortfall(prediction, target);
    }

    private static double shortfall(double prediction, double target) {
      return Math.max(1 - Hinge.sign(target) * prediction, 0);
    }
  }
}

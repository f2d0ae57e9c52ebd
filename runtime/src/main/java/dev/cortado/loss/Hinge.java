package dev.cortado.loss;

import dev.cortado.model.Layer;

/**
 * The mean of {@code max(1 - target · prediction, 0)}: Keras's {@code Hinge}. Targets are -1 and 1;
 * 0 counts as -1.
 */
record Hinge() implements Loss {

  @Override
  public String name() {
    return "hinge";
  }

  @Override
  public OutputLoss on(Layer output) {
    return new OnOutput(output.shape().size());
  }

  /** A label as -1 or 1. */
  static double sign(double label) {
    return label == 0 ? -1 : label;
  }

  private static final class OnOutput extends ElementwiseLoss {
    private OnOutput(int size) {
      super("hinge", TargetDomain.SIGN, size);
    }

    @Override
    double value(double prediction, double target) {
      return Math.max(1 - sign(target) * prediction, 0);
    }

    @Override
    double slope(double prediction, double target) {
      return sign(target) * prediction < 1 ? -sign(target) : 0;
    }
  }
}

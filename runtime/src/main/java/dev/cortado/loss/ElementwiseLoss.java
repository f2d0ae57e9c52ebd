package dev.cortado.loss;

/**
 * A loss on one output that is the mean of a function of each value and its target: along the last
 * axis and over all others, which is one mean since all groups have the same size.
 */
abstract class ElementwiseLoss implements Loss.OutputLoss {
  private final String name;
  private final TargetDomain domain;
  private final int size;

  /**
   * @param name the loss's name, for messages
   * @param domain what targets may be
   * @param size how many values the output has
   */
  ElementwiseLoss(String name, TargetDomain domain, int size) {
    this.name = name;
    this.domain = domain;
    this.size = size;
  }

  /** The loss of one value. */
  abstract double value(double prediction, double target);

  /** The derivative of {@link #value} by the prediction; at a corner, one of its two sides. */
  abstract double slope(double prediction, double target);

  @Override
  public boolean fromLogits() {
    return false;
  }

  @Override
  public final int targetSize() {
    return size;
  }

  @Override
  public final String problemWith(float[] target) {
    return domain.problemWith(name, target);
  }

  @Override
  public final double sample(float[] prediction, float[] target, float scale, float[] gradient) {
    double sum = 0;
    double factor = (double) scale / size;
    for (int i = 0; i < size; i++) {
      sum += value(prediction[i], target[i]);
      if (gradient != null) {
        gradient[i] = (float) (factor * slope(prediction[i], target[i]));
      }
    }
    return sum / size;
  }
}

package dev.cortado.schedule;

/**
 * How large the steps of an optimizer are, by the number of steps taken before. Implementations are
 * immutable.
 */
@FunctionalInterface
public interface LearningRate {
  /**
   * The learning rate of a step.
   *
   * @param step the number of steps taken before, from 0
   */
  double at(long step);

  /** Always the same. */
  static LearningRate constant(double rate) {
    return step -> rate;
  }
}

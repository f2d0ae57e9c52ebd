package dev.cortado.schedule;

import java.util.Arrays;

/**
 * How large the steps of an optimizer are, by the number of steps taken before. Implementations are
 * immutable.
 *
 * <p>Definitions are Keras 3's where it has the schedule. What more a schedule can do is a method
 * of its record: {@code LearningRate.cosineDecay(0, 1000).warmup(0.1, 100)}.
 */
@FunctionalInterface
public interface LearningRate {
  /**
   * The learning rate of a step.
   *
   * @param step the number of steps taken before, from 0
   */
  double at(long step);

  /**
   * Always the same.
   *
   * @param rate at least 0
   */
  static LearningRate constant(double rate) {
    return new ConstantRate(rate);
  }

  /** {@link ExponentialDecay}: multiplied by a factor in every so many steps, smoothly. */
  static ExponentialDecay exponentialDecay(double initial, long decaySteps, double decayRate) {
    return new ExponentialDecay(initial, decaySteps, decayRate, false);
  }

  /** {@link ExponentialDecay} in stairs: multiplied by a factor after every so many steps. */
  static ExponentialDecay stepDecay(double initial, long everySteps, double factor) {
    return new ExponentialDecay(initial, everySteps, factor, true);
  }

  /** {@link InverseTimeDecay}: divided by what grows by a rate in every so many steps, smoothly. */
  static InverseTimeDecay inverseTimeDecay(double initial, long decaySteps, double decayRate) {
    return new InverseTimeDecay(initial, decaySteps, decayRate, false);
  }

  /** {@link PiecewiseConstant}: the first rate up to the first boundary, and so on. */
  static PiecewiseConstant piecewiseConstant(long[] boundaries, double... rates) {
    return new PiecewiseConstant(
        Arrays.stream(boundaries).boxed().toList(), Arrays.stream(rates).boxed().toList());
  }

  /** {@link PolynomialDecay}: falls linearly to 0.0001, unless told otherwise. */
  static PolynomialDecay polynomialDecay(double initial, long decaySteps) {
    return new PolynomialDecay(initial, decaySteps, 1e-4, 1, false);
  }

  /** {@link CosineDecay}: falls along half a cosine to 0, unless told otherwise. */
  static CosineDecay cosineDecay(double initial, long decaySteps) {
    return new CosineDecay(initial, decaySteps, 0, initial, 0);
  }

  /** {@link CosineDecayRestarts}: falls along half a cosine again and again, each twice as long. */
  static CosineDecayRestarts cosineDecayRestarts(double initial, long firstDecaySteps) {
    return new CosineDecayRestarts(initial, firstDecaySteps, 2, 1, 0);
  }

  /** {@link LinearWarmup}: rises from 0 in so many steps to where another schedule begins. */
  static LinearWarmup linearWarmup(long steps, LearningRate then) {
    return new LinearWarmup(0, steps, then);
  }

  /** {@link OneCycle}: rises to a maximum, then falls to nearly 0. */
  static OneCycle oneCycle(double maximum, long totalSteps) {
    return new OneCycle(maximum, totalSteps, 0.3, 25, 1e4);
  }
}

package dev.cortado.kernel;

/**
 * Functions built on the exponential, in double: exact enough that rounding to float is all the
 * error there is. {@link Math} has some of them, but on Java 17 they are calls to C, many times
 * slower than the exponential and the logarithm.
 */
final class Exponentials {
  /**
   * Below this magnitude series are used, above it formulas that subtract from 1. Both are then
   * exact to 1e-12 or better: a hundred thousandth of the step between floats.
   */
  private static final double SMALL = 1e-3;

  private Exponentials() {}

  /** {@code 1 / (1 + exp(-x))}; exactly 0 where that is below 1e-308. */
  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** {@code exp(x) - 1}. */
  static double expm1(double x) {
    if (Math.abs(x) < SMALL) {
      return x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4)));
    }
    return Math.exp(x) - 1;
  }

  /** {@code log(1 + x)} for {@code x >= 0}. */
  static double log1p(double x) {
    if (x < SMALL) {
      return x * (1 - x * (1.0 / 2 - x * (1.0 / 3 - x * (1.0 / 4 - x / 5))));
    }
    return Math.log(1 + x);
  }

  /** The standard normal distribution function: the probability of a value up to {@code x}. */
  static double normalDistribution(double x) {
    return ErrorFunction.erfc(-x / Math.sqrt(2)) / 2;
  }

  /** The standard normal density. */
  static double normalDensity(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}

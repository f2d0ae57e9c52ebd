package dev.cortado.random;

/**
 * Random numbers one after the other, of which each depends on the key and its number alone: the
 * same for the same key on every thread. To be used by one thread, and only for a short time.
 */
public final class Draws {
  private final long key;
  private long next;

  /** Draws of a key. */
  public Draws(long key) {
    this.key = key;
  }

  /** Uniform in [0, 1), of 53 bits. */
  public double uniform() {
    return (Randomness.mix(key + next++) >>> 11) * 0x1p-53;
  }

  /** Uniform in [low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** A whole number from 0 up to, but without, a bound of at most 2³¹ - 1. */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Normal with mean 0 and standard deviation 1 (Box and Muller, 1958). */
  public double normal() {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /**
   * Of a gamma distribution with scale 1 (Marsaglia and Tsang, "A simple method for generating
   * gamma variables", 2000).
   *
   * @param shape above 0
   */
  public double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = normal();
      double root = 1 + c * x;
      double v = root * root * root;
      if (root > 0
          && StrictMath.log(1 - uniform()) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  /**
   * Of a beta distribution that is symmetric about 1/2.
   *
   * @param alpha both of its parameters, above 0: near 0, draws are near 0 or 1
   */
  public double beta(double alpha) {
    double a = gamma(alpha);
    double b = gamma(alpha);
    // Both may underflow where alpha is small
    return a + b == 0 ? below(2) : a / (a + b);
  }
}

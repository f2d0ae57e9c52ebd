package dev.cortado.optimizer;

/**
 * Arithmetic that leaves a loop's body without branches, so that HotSpot turns the loop into vector
 * instructions. It does so with {@link Math#max(float, float)} only where a single call dominates
 * all calls that the program makes of it, and with {@link Math#signum(float)} not in Java 17.
 */
final class Branchless {
  /** Its last bit, 2^-99 or 1.6e-30, is what {@link #flush} rounds to. */
  private static final float GUARD = 0x1p-76f;

  private Branchless() {}

  /**
   * Rounds to a multiple of 2^-99, which keeps subnormal numbers out of moving averages. An average
   * that gets zero gradients, as that of a dead unit does, shrinks until it is subnormal, and
   * processors are more than ten times slower at multiplying such numbers. Numbers of magnitude
   * 1.3e-23 and more keep all bits but the last; smaller ones vanish beside any epsilon.
   */
  static float flush(float value) {
    return (value + GUARD) - GUARD;
  }

  /** What is positive of a number, and 0 for negative ones; exact. */
  static float positive(float value) {
    return 0.5f * (value + Math.abs(value));
  }

  /** The greater of two numbers: exactly the first, or the second up to rounding. */
  static float max(float first, float second) {
    return first + positive(second - first);
  }

  /**
   * -1, 0 or 1, as a number's sign; between them for magnitudes below 2^-102 or 2e-31, which what
   * has been flushed does not have.
   */
  static float sign(float value) {
    return value / (Math.abs(value) + Float.MIN_NORMAL);
  }
}

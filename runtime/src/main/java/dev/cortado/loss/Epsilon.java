package dev.cortado.loss;

/** Keras's {@code epsilon()}, and the range that it leaves to probabilities. */
final class Epsilon {
  /** What keeps logarithms and quotients finite. */
  static final double EPSILON = 1e-7;

  /** {@code 1 - EPSILON} as a float, in which Keras computes: 1.19e-7 less than 1. */
  private static final double UPPER = (float) (1 - EPSILON);

  private Epsilon() {}

  /** A probability with 0 and 1 kept at a distance. */
  static double clip(double probability) {
    return Math.min(Math.max(probability, EPSILON), UPPER);
  }

  /** Whether {@link #clip} changes a probability, so that what follows has no derivative by it. */
  static boolean isClipped(double probability) {
    return probability < EPSILON || probability > UPPER;
  }
}

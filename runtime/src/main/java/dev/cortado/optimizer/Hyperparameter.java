package dev.cortado.optimizer;

/** Refuses numbers with which an optimizer does not work. */
final class Hyperparameter {
  private Hyperparameter() {}

  /** Refuses what is not at least 0 and below 1, as decays and momenta are. */
  static void requireFraction(String name, double value, String usual) {
    // Just below 1 a float rounds to 1, with which nothing decays.
    if (!(value >= 0 && (float) value < 1)) {
      throw refuse(name, value, "must be at least 0 and, as a float, below 1", usual);
    }
  }

  /** Refuses what is not finite and above 0 as a float, as a divisor's epsilon is. */
  static void requirePositive(String name, double value, String usual) {
    if (!((float) value > 0 && Float.isFinite((float) value))) {
      throw refuse(name, value, "must be above 0 and finite as a float", usual);
    }
  }

  /** Refuses what is not finite and at least 0 as a float. */
  static void requireNotNegative(String name, double value, String usual) {
    if (!(value >= 0 && Float.isFinite((float) value))) {
      throw refuse(name, value, "must be at least 0 and finite as a float", usual);
    }
  }

  private static IllegalArgumentException refuse(
      String name, double value, String expected, String usual) {
    return new IllegalArgumentException(
        "%s is %s, but %s; usual is %s".formatted(name, value, expected, usual));
  }
}

package dev.cortado.schedule;

/** Refuses numbers that make no schedule. */
final class Require {
  private Require() {}

  /** Refuses what is negative or not finite. */
  static void notNegative(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw refuse(name, value, "must be at least 0 and finite");
    }
  }

  /** Refuses what is not between two bounds, which are allowed. */
  static void between(String name, double value, double least, double greatest) {
    if (!(value >= least && value <= greatest)) {
      throw refuse(name, value, "must be between %s and %s".formatted(least, greatest));
    }
  }

  /** Refuses a number of steps that is too small. */
  static void steps(String name, long value, long least) {
    if (value < least) {
      throw refuse(name, value, "must be at least " + least);
    }
  }

  static IllegalArgumentException refuse(String name, Object value, String expected) {
    return new IllegalArgumentException(
        "%s of the schedule is %s, but %s".formatted(name, value, expected));
  }
}

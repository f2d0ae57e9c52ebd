package dev.cortado.loss;

/** Label smoothing (Szegedy and others, 2015). */
final class Smoothing {
  private Smoothing() {}

  /**
   * @throws IllegalArgumentException where a smoothing is not from 0 to 1
   */
  static void check(double smoothing) {
    if (!(smoothing >= 0 && smoothing <= 1)) {
      throw new IllegalArgumentException(
          "label smoothing is a number from 0 to 1, not " + smoothing);
    }
  }
}

package dev.cortado.optimizer;

/**
 * An exponential moving average of the parameters.
 *
 * @param momentum at least 0, below 1
 * @param overwriteEvery after how many steps the average replaces the parameters; 0 for never
 */
record MovingAverage(double momentum, int overwriteEvery) {
  MovingAverage {
    Hyperparameter.requireFraction("momentum of the moving average", momentum, "0.99");
  }

  /** Refuses a number of steps that is not positive. */
  static void requireFrequency(int overwriteEvery) {
    if (overwriteEvery < 1) {
      throw new IllegalArgumentException(
          "the moving average overwrites the parameters every %d steps, but must do so every 1 or more; to never do it, leave the number out"
              .formatted(overwriteEvery));
    }
  }

  /**
   * Moves the average after a step, and the parameters to it where it is time.
   *
   * @param average the average. Modified.
   * @param w the parameters. May be modified.
   * @param step the number of the step, from 1
   */
  void follow(float[] average, float[] w, long step) {
    float share = step == 1 ? 1 : (float) (1 - momentum);
    approach(average, w, share);
    if (overwriteEvery > 0 && step % overwriteEvery == 0) {
      System.arraycopy(average, 0, w, 0, average.length);
    }
  }

  private static void approach(float[] average, float[] w, float share) {
    for (int i = 0; i < average.length; i++) {
      average[i] += (w[i] - average[i]) * share;
    }
  }
}

package dev.cortado.loss;

/** What losses on softmax need of one group of logits. */
final class Logits {
  private Logits() {}

  /** The greatest of {@code size} values from {@code from} on. */
  static float greatest(float[] x, int from, int size) {
    float greatest = x[from];
    for (int i = from + 1; i < from + size; i++) {
      greatest = x[i] > greatest ? x[i] : greatest;
    }
    return greatest;
  }

  /**
   * The sum of {@code exp(x - greatest)}, which is at least 1: probabilities are the powers over
   * it, and their logarithms {@code x - greatest - log(sum)}.
   *
   * @param powers receives the powers in the places of {@code x}; may be null
   */
  static double sumOfPowers(float[] x, int from, int size, double greatest, float[] powers) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      double power = Math.exp(x[i] - greatest);
      sum += power;
      if (powers != null) {
        powers[i] = (float) power;
      }
    }
    return sum;
  }
}

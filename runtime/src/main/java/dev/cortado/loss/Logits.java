package dev.cortado.loss;

import dev.cortado.kernel.Powers;

/** What losses on softmax need of one group of logits. */
final class Logits {
  private Logits() {}

  /**
   * The sum of {@code exp(x - greatest)}, which is at least 1: probabilities are the powers over
   * it, and their logarithms {@code x - greatest - log(sum)}.
   *
   * @param powers the powers of the sample from {@code at} on; null where they are not computed
   */
  static double sum(float[] x, int from, int size, float greatest, float[] powers, int at) {
    return powers == null
        ? Powers.sumOf(x, from, size, greatest)
        : Powers.sum(powers, at + from, size);
  }
}

package dev.cortado.kernel;

/** Dropout of one sample (Srivastava and others, 2014), scaled so that the expected value stays. */
public final class Dropout {
  private Dropout() {}

  /**
   * Sets elements to zero with a probability and multiplies the others by {@code 1 / (1 - rate)}:
   * the values on the way forward, their gradients under the same key on the way back.
   *
   * @param from the values. Not modified.
   * @param to receives the result, as long as {@code from}. Modified.
   * @param rate the probability, in [0, 1)
   * @param key the key of the sample's draws
   */
  public static void apply(float[] from, float[] to, float rate, long key) {
    float scale = 1 / (1 - rate);
    // In whole numbers, as processors guess badly what is dropped: u < rate where 2²⁴u < 2²⁴rate
    int least = (int) Math.ceil(rate * Noise.UNIFORM_RANGE);
    for (int i = 0; i < from.length; i++) {
      int isKept = ~((Noise.uniformBits(key, i) - least) >> 31);
      to[i] = Float.intBitsToFloat(Float.floatToRawIntBits(from[i] * scale) & isKept);
    }
  }
}

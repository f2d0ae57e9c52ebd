package dev.cortado.kernel;

/** Normally distributed noise on the values of one sample. */
public final class GaussianNoise {
  private GaussianNoise() {}

  /**
   * {@code to = from + deviation * noise}.
   *
   * @param from the values. Not modified.
   * @param to receives the result, as long as {@code from}. Modified.
   * @param deviation the standard deviation of what is added
   * @param key the key of the sample's draws
   */
  public static void add(float[] from, float[] to, float deviation, long key) {
    for (int i = 0; i < from.length; i++) {
      to[i] = Math.fma(deviation, Noise.gaussian(key, i), from[i]);
    }
  }

  /**
   * {@code to = from * (1 + deviation * noise)}: the values on the way forward, their gradients
   * under the same key on the way back.
   *
   * @param from the values. Not modified.
   * @param to receives the result, as long as {@code from}. Modified.
   * @param deviation the standard deviation of what is multiplied by
   * @param key the key of the sample's draws
   */
  public static void multiply(float[] from, float[] to, float deviation, long key) {
    for (int i = 0; i < from.length; i++) {
      to[i] = from[i] * Math.fma(deviation, Noise.gaussian(key, i), 1);
    }
  }
}

package dev.cortado.kernel;

/**
 * Dropout of one sample that keeps mean 0 and variance 1 (Klambauer and others, 2017): what is
 * dropped becomes the least value of SELU, then everything is scaled and shifted.
 */
public final class AlphaDropout {
  /** {@code -alpha * scale} of SELU. */
  private static final double LEAST = -1.7580993408473766;

  private AlphaDropout() {}

  /**
   * {@code to = a * (from, or the least value where dropped) + b}.
   *
   * @param from the values. Not modified.
   * @param to receives the result, as long as {@code from}. Modified.
   * @param rate the probability, in [0, 1)
   * @param key the key of the sample's draws
   */
  public static void apply(float[] from, float[] to, float rate, long key) {
    float scale = scale(rate);
    float shift = (float) (-scale * LEAST * rate);
    float dropped = (float) (scale * LEAST + shift);
    for (int i = 0; i < from.length; i++) {
      to[i] = Noise.uniform(key, i) < rate ? dropped : Math.fma(from[i], scale, shift);
    }
  }

  /**
   * The gradient through {@link #apply} under the same key: {@code to = a * gradient}, and 0 where
   * dropped.
   *
   * @param gradient the gradient of the result. Not modified.
   * @param to receives the gradient of the values. Modified.
   * @param rate the probability, in [0, 1)
   * @param key the key of the sample's draws
   */
  public static void gradient(float[] gradient, float[] to, float rate, long key) {
    float scale = scale(rate);
    for (int i = 0; i < gradient.length; i++) {
      to[i] = Noise.uniform(key, i) < rate ? 0f : gradient[i] * scale;
    }
  }

  /** {@code a = ((1 - rate) (1 + rate least²))^(-1/2)}. */
  private static float scale(float rate) {
    return (float) (1 / Math.sqrt((1 - rate) * (1 + rate * LEAST * LEAST)));
  }
}

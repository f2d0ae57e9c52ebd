package dev.cortado.kernel;

/** Dropout of whole channels of one sample, scaled so that the expected value stays. */
public final class SpatialDropout {
  private SpatialDropout() {}

  /**
   * Sets channels to zero with a probability and multiplies the others by {@code 1 / (1 - rate)}:
   * the values on the way forward, their gradients under the same key on the way back.
   *
   * @param from the values, with the channels along the last axis. Not modified.
   * @param to receives the result, as long as {@code from}. Modified.
   * @param rate the probability, in [0, 1)
   * @param channels how many channels there are
   * @param key the key of the sample's draws
   */
  public static void apply(float[] from, float[] to, float rate, int channels, long key) {
    float scale = 1 / (1 - rate);
    for (int first = 0; first < from.length; first += channels) {
      for (int c = 0; c < channels; c++) {
        to[first + c] = Noise.uniform(key, c) < rate ? 0f : from[first + c] * scale;
      }
    }
  }
}

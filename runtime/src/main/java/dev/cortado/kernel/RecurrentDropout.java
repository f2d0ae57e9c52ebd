package dev.cortado.kernel;

/**
 * Dropout of hidden states before they are multiplied with the recurrent kernel (Gal and
 * Ghahramani, 2016): while training, the same units of a sample are zero at all steps, and the
 * others are multiplied by {@code 1 / (1 - rate)}. The states themselves stay as they are.
 *
 * @param rate the probability that a unit is dropped, in [0, 1)
 * @param layer the layer's position in its network
 * @param first the number of the first draw, so that two directions of a layer draw apart
 */
public record RecurrentDropout(float rate, int layer, int first) {
  static final RecurrentDropout NONE = new RecurrentDropout(0, 0, 0);

  /** The number of the scratch rows for factors. */
  private static final int FACTORS = 10;

  /** Dropout of a layer, or of a direction of it. */
  public static RecurrentDropout of(double rate, int layer, int first) {
    return new RecurrentDropout((float) rate, layer, first);
  }

  /**
   * Draws what the hidden states of a batch are multiplied by: the same numbers for the same key.
   *
   * @param units how many units a state has
   * @param noise the key of the step of training
   * @param rows receives a row for each sample
   * @param at where the first of them goes
   */
  void draw(int units, long noise, int samples, float[][] rows, int at, Scratch scratch) {
    float[][] factors = scratch.rows(FACTORS, samples, units);
    float scale = 1 / (1 - rate);
    for (int s = 0; s < samples; s++) {
      long key = Noise.key(noise, layer, s);
      for (int j = 0; j < units; j++) {
        factors[s][j] = Noise.uniform(key, first + j) < rate ? 0f : scale;
      }
    }
    System.arraycopy(factors, 0, rows, at, samples);
  }
}

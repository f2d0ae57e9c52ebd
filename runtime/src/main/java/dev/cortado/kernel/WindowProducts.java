package dev.cortado.kernel;

/**
 * Products of windows with a matrix, where the numbers of a window are read from the picture
 * itself. Each sum adds its terms to its start value one after another, in ascending order, with
 * fma.
 */
interface WindowProducts {
  /** Whether {@link #multiply} is faster than copying windows into rows. */
  boolean isFast();

  /** Whether {@link #multiply} takes a product with this matrix. */
  boolean takes(Product product);

  /**
   * {@code y[s][at + p · stride + o] = start[o] + sum over i of window[s][p][i] · matrix[i][o]} for
   * all positions p.
   *
   * @param product the matrix, with a row for each number of a window
   * @param matrix the array that it lies in. Not modified.
   * @param places where the numbers of windows lie in a picture
   * @param channel the first channel that windows see
   * @param x a picture for each sample, with its padding. Not modified.
   * @param y a row for each sample. Overwritten in the places above.
   * @param at where the results of a sample's first position begin
   * @param stride how far apart those of two positions are
   * @param first the first sample
   * @param last the one before which to end
   */
  void multiply(
      Product product,
      float[] matrix,
      Places places,
      int channel,
      float[][] x,
      float[][] y,
      int at,
      int stride,
      int first,
      int last,
      Scratch scratch);
}

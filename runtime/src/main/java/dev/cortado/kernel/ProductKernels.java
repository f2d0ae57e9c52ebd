package dev.cortado.kernel;

/**
 * Products of samples with a matrix. All implementations give the same bits: each sum adds its
 * terms one after another to its start value, in ascending order of the inputs or samples that it
 * is over, with fma. What is computed at the same time are other sums, never parts of one.
 */
interface ProductKernels {
  /** With fewer outputs, all rows of a matrix are computed at a time. */
  int SPLITS = 32;

  /**
   * {@code to[o] = start[o] + sum over i of from[i] · matrix[i][o]} for every vector.
   *
   * @param from a row for each sample. Not modified.
   * @param to a row for each sample. Overwritten.
   */
  void multiply(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch);

  /** {@link #multiply} for a single vector and an outer stride of 1. */
  void multiplyOne(Product product, float[] matrix, float[] from, float[] to, Scratch scratch);

  /**
   * Prepares {@link #multiplyHeld} with a matrix: copies it as is best, where that is worth it.
   *
   * @param held the number of the matrix, of the two that may be held at a time: 0 or 1
   */
  void hold(Product product, float[] matrix, int held, Scratch scratch);

  /**
   * {@link #multiplyOne} with the matrix of the last {@link #hold} with these scratch arrays: for
   * one vector after another.
   *
   * @param held the number of the matrix
   * @param turn the number of the vector
   */
  void multiplyHeld(
      Product product,
      float[] matrix,
      float[] from,
      float[] to,
      int held,
      int turn,
      Scratch scratch);

  /**
   * {@code gradient[i][o] += sum over all vectors of inputs[i] · outputs[o]}, in the order of the
   * samples and of the vectors of each, for an outer stride of 1.
   *
   * @param inputs a row for each sample. Not modified.
   * @param outputs a row for each sample. Not modified.
   * @param gradient holds the matrix where the product says. Modified there.
   * @param first the first row of the matrix to compute
   * @param last the row before which to end: 0 and {@code inner} unless {@code outer} is at least
   *     {@link #SPLITS}
   */
  void addOuterProducts(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      int first,
      int last,
      Scratch scratch);
}

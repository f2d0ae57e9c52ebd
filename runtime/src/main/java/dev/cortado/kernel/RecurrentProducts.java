package dev.cortado.kernel;

/**
 * The products with the recurrent kernel of a {@link Recurrence}: those of each step, those of the
 * way back, and those that the kernel's gradient is the sum of.
 */
interface RecurrentProducts {
  /** Gives a pass the rows that the products and the cell share, for so many samples. */
  void prepare(Pass pass, int count, Scratch scratch);

  /** Holds the matrices for many steps of one sample. */
  void hold(Pass pass, Scratch scratch);

  /**
   * The products of a step, before the cell.
   *
   * @param hidden the hidden states as they go into the products. Not modified.
   */
  void forward(Pass pass, int step, float[][] hidden, int count, Scratch scratch);

  /**
   * The way back through the products of a step, after the cell.
   *
   * @param matrix the recurrent kernel with a row for each sum
   * @param ofHidden receives the gradient of the hidden states as they went into the products; null
   *     where nothing asks for it. Overwritten.
   */
  void backward(
      Pass pass, int step, float[] matrix, float[][] ofHidden, int count, Scratch scratch);

  /** How many results the narrowest product has. */
  int narrowest();

  /**
   * Adds the products of some samples at all steps to the gradient of the recurrent kernel.
   *
   * @param traces what was kept of the steps. Not modified.
   * @param hidden the hidden states before the steps as they went into the products. Not modified.
   * @param sums the gradients of the sums. Not modified.
   * @param first the first row of the kernel to compute
   * @param last the row before which to end
   */
  void addOuterProducts(
      ProductKernels kernels,
      float[][] traces,
      float[][] hidden,
      float[][] sums,
      int count,
      float[] gradient,
      int first,
      int last,
      Scratch scratch);
}

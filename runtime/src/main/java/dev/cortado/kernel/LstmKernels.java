package dev.cortado.kernel;

/**
 * A step of an {@link LstmCell} with sigmoid and tanh, for one sample, where its numbers lie. All
 * implementations give the bits of {@link LstmCell}.
 */
interface LstmKernels {

  /** Whether this is faster for so many units than some samples together in long arrays. */
  boolean isFastFor(int units);

  /**
   * A step that counts: writes the gates, the candidates and the states to the trace.
   *
   * @param products the product of the hidden state with the recurrent kernel. Not modified.
   * @param sums what the inputs add at all steps. Not modified.
   * @param row the trace of the sample. Modified.
   * @param hidden receives the hidden state after the step. Overwritten.
   */
  void forward(float[] products, float[] sums, float[] row, float[] hidden, Trace trace, int step);

  /**
   * The way back through a step that counts.
   *
   * @param row the trace of the sample. Not modified.
   * @param hidden the gradient of the hidden state after the step. Overwritten with 0.
   * @param cells the gradient of the cell state after the step. Overwritten with that before it.
   * @param gradient receives the gradient of the products. Overwritten.
   * @param sums receives the same where the sums of the step are. Overwritten there.
   * @param room an array of at least as many numbers as a state has. Overwritten.
   */
  void backward(
      float[] row,
      float[] hidden,
      float[] cells,
      float[] gradient,
      float[] sums,
      float[] room,
      Trace trace,
      int step);
}

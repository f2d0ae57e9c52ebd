package dev.cortado.kernel;

/**
 * The arrays of one thread's pass over the steps of some sequences. Rows are those of the samples
 * of the pass, in order.
 */
final class Pass {
  /** The flat parameters. */
  float[] parameters;

  /** Kernels for the pass. */
  KernelSet kernels;

  /** Those of them for long short-term memory. */
  LstmKernels lstm;

  /** What the steps' inputs add, for all steps; on the way back its gradient. */
  float[][] sums;

  /** Which steps count; null where all do. */
  float[][] masks;

  /** What is kept of all steps: see {@link Trace}. */
  float[][] trace;

  /** The hidden state; on the way back the gradient of the one after a step, then before it. */
  float[][] hidden;

  /** What hidden states are multiplied by before the product; null where training drops none. */
  float[][] factors;

  /** The hidden states' product with the recurrent kernel; on the way back its gradient. */
  float[][] products;

  /** The gradient of the cell state, on the way back. */
  float[][] cells;

  /** Hidden states times reset gates, where a cell resets before the product; then the gradient. */
  float[][] reset;

  /** Their product with the recurrent kernel; on the way back its gradient. */
  float[][] candidates;

  /** Arrays in which some samples lie one after another. */
  float[][] tile;

  /** How many samples, at most. */
  int block;

  /** Whether matrices are held for many steps of one sample. */
  boolean holds;

  /** Forgets the arrays of others. */
  void clear() {
    parameters = null;
    sums = null;
    masks = null;
    factors = null;
    trace = null;
  }

  /**
   * Multiplies vectors of the pass with a matrix of the parameters.
   *
   * @param held the number of the matrix where it is held
   * @param step the number of the step
   */
  void multiply(
      Product product,
      int held,
      int step,
      float[][] from,
      float[][] to,
      int count,
      Scratch scratch) {
    ProductKernels set = kernels.products();
    if (holds) {
      set.multiplyHeld(product, parameters, from[0], to[0], held, step, scratch);
    } else if (count == 1) {
      set.multiplyOne(product, parameters, from[0], to[0], scratch);
    } else {
      set.multiply(product, parameters, from, to, count, scratch);
    }
  }

  /** Whether a sample leaves a step of its input out. */
  boolean isMasked(int sample, int time) {
    return masks != null && masks[sample][time] == 0;
  }
}

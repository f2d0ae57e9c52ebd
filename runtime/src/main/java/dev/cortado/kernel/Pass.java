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

  /** Arrays in which some samples lie one after another. */
  float[][] tile;

  /** Forgets the arrays of others. */
  void clear() {
    parameters = null;
    sums = null;
    masks = null;
    factors = null;
    trace = null;
  }

  /** Whether a sample leaves a step of its input out. */
  boolean isMasked(int sample, int time) {
    return masks != null && masks[sample][time] == 0;
  }
}

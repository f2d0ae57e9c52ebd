package dev.cortado.kernel;

import java.util.Arrays;

/**
 * The gradients of the input's bias and of the recurrent one, which follows it: sums over the
 * samples and steps of a batch.
 */
record RecurrentBiasGradient(Cell cell, Trace trace, KernelSet kernels) {
  /** The number of the scratch rows for gradients of products. */
  private static final int PRODUCTS = 3;

  /**
   * Sums them over a batch.
   *
   * @param traces what was kept of the steps, for each sample. Not modified.
   * @param sumsGradient the gradient of the sums, for each sample. Not modified.
   * @param gradient receives them where the parameters hold the biases. Overwritten there.
   */
  void compute(
      float[][] traces, float[][] sumsGradient, int samples, float[] gradient, Scratch scratch) {
    int steps = trace.steps();
    int width = cell.sums() * trace.units();
    int recurrent = cell.recurrentBias();
    int input = recurrent - width;
    Arrays.fill(gradient, input, recurrent + width, 0f);
    RowKernels rows = kernels.rows();
    float[][] one = scratch.rows(PRODUCTS, 1, steps * width);
    for (int s = 0; s < samples; s++) {
      rows.addVectors(sumsGradient[s], steps, width, gradient, input);
      float[][] traced = scratch.only(0, traces[s]);
      float[][] products = cell.ofProducts(traced, scratch.only(1, sumsGradient[s]), 1, trace, one);
      rows.addVectors(products[0], steps, width, gradient, recurrent);
    }
  }
}

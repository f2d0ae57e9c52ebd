package dev.cortado.kernel;

import java.util.Arrays;

/**
 * The gradient of a recurrent kernel: it adds the outer products of hidden states with gradients of
 * products, in the order of the samples and of the elements of each sequence.
 */
final class RecurrentKernelGradient {
  /** About how many vectors the sum is computed from at a time. */
  private static final int VECTORS = 512;

  /** The rows of a kernel that a tile is for; parts of a team's work begin at multiples of it. */
  private static final int GRAIN = 12;

  /** The number of the scratch rows for hidden states that were dropped. */
  private static final int DROPPED = 12;

  private final int kernel;
  private final int width;
  private final RecurrentProducts products;
  private final Trace trace;
  private final RecurrentDropout dropout;
  private final KernelSet kernels;
  private final SplitWork.Part part =
      (gradient, traces, sumsGradient, samples, first, last, scratch) ->
          part(gradient, traces, sumsGradient, samples, first, last, false, scratch);
  private final SplitWork.Part droppingPart =
      (gradient, traces, sumsGradient, samples, first, last, scratch) ->
          part(gradient, traces, sumsGradient, samples, first, last, true, scratch);

  /**
   * With the place of the recurrent kernel in the parameters, and how many sums a step has; and
   * with the kernels to use.
   */
  RecurrentKernelGradient(
      int kernel,
      int width,
      RecurrentProducts products,
      Trace trace,
      RecurrentDropout dropout,
      KernelSet kernels) {
    this.kernel = kernel;
    this.width = width;
    this.products = products;
    this.trace = trace;
    this.dropout = dropout;
    this.kernels = kernels;
  }

  /**
   * Sums it over a batch.
   *
   * @param traces what was kept of the steps, for each sample. Not modified.
   * @param sumsGradient the gradient of the sums, for each sample. Not modified.
   * @param gradient receives it where the parameters hold the kernel. Overwritten there.
   */
  void compute(
      float[][] traces, float[][] sumsGradient, int samples, float[] gradient, Scratch scratch) {
    run(part, traces, sumsGradient, samples, gradient, scratch);
  }

  /** The same, of hidden states that were dropped under a key. */
  void compute(
      float[][] traces,
      float[][] sumsGradient,
      int samples,
      float[] gradient,
      Scratch scratch,
      long noise) {
    float[][] all = scratch.references(0, 2 * samples);
    System.arraycopy(traces, 0, all, 0, samples);
    dropout.draw(trace.units(), noise, samples, all, samples, scratch);
    run(droppingPart, all, sumsGradient, samples, gradient, scratch);
  }

  private void run(
      SplitWork.Part part,
      float[][] traces,
      float[][] sumsGradient,
      int samples,
      float[] gradient,
      Scratch scratch) {
    int rows = trace.units();
    Arrays.fill(gradient, kernel, kernel + rows * width, 0f);
    long work = products.narrowest() >= ProductKernels.SPLITS ? work(samples) : 0;
    SplitWork.run(part, gradient, traces, sumsGradient, samples, work, rows, GRAIN, scratch);
  }

  private long work(int samples) {
    return (long) samples * trace.steps() * trace.units() * width;
  }

  private void part(
      float[] gradient,
      float[][] traces,
      float[][] sumsGradient,
      int samples,
      int first,
      int last,
      boolean drops,
      Scratch scratch) {
    ProductKernels set = kernels.products();
    int most = Math.min(samples, Math.max(1, VECTORS / trace.steps()));
    for (int s = 0; s < samples; s += most) {
      int count = Math.min(most, samples - s);
      float[][] kept = scratch.part(2, traces, s, s + count);
      float[][] right = scratch.part(3, sumsGradient, s, s + count);
      float[][] left = kept;
      if (drops) {
        float[][] factors = scratch.part(4, traces, samples + s, samples + s + count);
        left = dropped(kept, factors, count, scratch);
      }
      products.addOuterProducts(set, kept, left, right, count, gradient, first, last, scratch);
    }
  }

  /** The hidden states before all steps as they went into the products. */
  private float[][] dropped(float[][] traces, float[][] factors, int count, Scratch scratch) {
    int units = trace.units();
    float[][] dropped = scratch.rows(DROPPED, count, trace.steps() * units);
    for (int s = 0; s < count; s++) {
      for (int i = 0; i < trace.steps() * units; i += units) {
        for (int j = 0; j < units; j++) {
          dropped[s][i + j] = traces[s][i + j] * factors[s][j];
        }
      }
    }
    return dropped;
  }
}

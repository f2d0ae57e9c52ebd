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

  /** The number of the scratch rows for gradients of products. */
  private static final int PRODUCTS = 3;

  /** And that of those for hidden states that were dropped. */
  private static final int DROPPED = 12;

  private final Product outer;
  private final Cell cell;
  private final Trace trace;
  private final RecurrentDropout dropout;
  private final KernelSet kernels;
  private final SplitWork.Part part =
      (gradient, traces, sumsGradient, samples, first, last, scratch) ->
          part(gradient, traces, sumsGradient, samples, first, last, false, scratch);
  private final SplitWork.Part droppingPart =
      (gradient, traces, sumsGradient, samples, first, last, scratch) ->
          part(gradient, traces, sumsGradient, samples, first, last, true, scratch);

  /** With the product of the vectors of a sample, and with the kernels to use. */
  RecurrentKernelGradient(
      Product outer, Cell cell, Trace trace, RecurrentDropout dropout, KernelSet kernels) {
    this.outer = outer;
    this.cell = cell;
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
    int end = outer.offset() + outer.inner() * outer.outer();
    Arrays.fill(gradient, outer.offset(), end, 0f);
    long work = outer.outer() >= ProductKernels.SPLITS ? work(samples) : 0;
    int rows = outer.inner();
    SplitWork.run(part, gradient, traces, sumsGradient, samples, work, rows, GRAIN, scratch);
  }

  private long work(int samples) {
    return (long) samples * outer.repeats() * outer.inner() * outer.outer();
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
    ProductKernels products = kernels.products();
    int steps = outer.repeats();
    int most = Math.min(samples, Math.max(1, VECTORS / steps));
    boolean shares = cell.sharesGradients();
    float[][] own = shares ? null : scratch.rows(PRODUCTS, most, steps * outer.outer());
    for (int s = 0; s < samples; s += most) {
      int count = Math.min(most, samples - s);
      float[][] left = scratch.part(2, traces, s, s + count);
      float[][] right = scratch.part(3, sumsGradient, s, s + count);
      float[][] both = cell.ofProducts(left, right, count, trace, own);
      if (drops) {
        float[][] factors = scratch.part(4, traces, samples + s, samples + s + count);
        left = dropped(left, factors, count, scratch);
      }
      products.addOuterProducts(outer, left, both, count, gradient, first, last, scratch);
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

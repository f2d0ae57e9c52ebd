package dev.cortado.kernel;

/** A product that a team works off: each part is some samples, or some rows of a matrix. */
final class SplitProduct implements Team.Work {
  /** With fewer multiply-adds, waking others takes longer than the work. */
  private static final long LEAST = 2_000_000;

  /** Parts begin at multiples of this, so that tiles are full. */
  private static final int GRAIN = 16;

  private ProductKernels kernels;
  private Product product;
  private float[][] from;
  private float[][] to;
  private int samples;
  private float[] matrix;
  private boolean isGradient;

  /** Whether a team is worth it for a number of multiply-adds over so many rows. */
  static boolean isWorth(Team team, long multiplyAdds, int rows) {
    return team != null
        && team.threads() > 1
        && multiplyAdds >= LEAST
        && rows >= GRAIN * team.threads();
  }

  /** {@link ProductKernels#multiply}, split over the samples. */
  void multiply(
      ProductKernels with,
      Product all,
      float[] values,
      float[][] inputs,
      float[][] results,
      int count,
      Scratch scratch) {
    set(with, all, inputs, results, count, values, false);
    scratch.team().run(this, scratch);
    set(with, all, null, null, 0, null, false);
  }

  /** {@link ProductKernels#addOuterProducts}, split over the rows of the matrix. */
  void addOuterProducts(
      ProductKernels with,
      Product all,
      float[][] inputs,
      float[][] outputs,
      int count,
      float[] gradient,
      Scratch scratch) {
    set(with, all, inputs, outputs, count, gradient, true);
    scratch.team().run(this, scratch);
    set(with, all, null, null, 0, null, false);
  }

  private void set(
      ProductKernels with,
      Product all,
      float[][] left,
      float[][] right,
      int count,
      float[] values,
      boolean gradient) {
    kernels = with;
    product = all;
    from = left;
    to = right;
    samples = count;
    matrix = values;
    isGradient = gradient;
  }

  @Override
  public void run(int part, int parts, Scratch scratch) {
    int all = isGradient ? product.inner() : samples;
    int first = begin(all, part, parts);
    int last = begin(all, part + 1, parts);
    if (first == last) {
      return;
    }
    if (isGradient) {
      kernels.addOuterProducts(product, from, to, samples, matrix, first, last, scratch);
    } else {
      float[][] left = scratch.part(0, from, first, last);
      float[][] right = scratch.part(1, to, first, last);
      kernels.multiply(product, matrix, left, right, last - first, scratch);
    }
  }

  private static int begin(int all, int part, int parts) {
    return part == parts ? all : (int) ((long) all * part / parts) / GRAIN * GRAIN;
  }
}

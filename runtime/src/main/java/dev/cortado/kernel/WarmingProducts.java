package dev.cortado.kernel;

/**
 * Products, each kind of which warms up on its own once a program uses it.
 *
 * @param plain the kernels that all begin with
 * @param many products of some samples
 * @param one products of one vector
 * @param outer sums of outer products
 */
record WarmingProducts(
    ProductKernels plain,
    Warming<ProductKernels> many,
    Warming<ProductKernels> one,
    Warming<ProductKernels> outer)
    implements ProductKernels {

  @Override
  public void multiply(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    many.forWork(work(product, samples)).multiply(product, matrix, from, to, samples, scratch);
  }

  @Override
  public void multiplyOne(
      Product product, float[] matrix, float[] from, float[] to, Scratch scratch) {
    one.forWork(work(product, 1)).multiplyOne(product, matrix, from, to, scratch);
  }

  /** The copy is for the kernels that make it: others may have come into use meanwhile. */
  @Override
  public void hold(Product product, float[] matrix, int held, Scratch scratch) {
    ProductKernels holder = one.forWork(0);
    scratch.holder(held, holder);
    holder.hold(product, matrix, held, scratch);
  }

  @Override
  public void multiplyHeld(
      Product product,
      float[] matrix,
      float[] from,
      float[] to,
      int held,
      int turn,
      Scratch scratch) {
    one.forWork(work(product, 1));
    scratch.holder(held).multiplyHeld(product, matrix, from, to, held, turn, scratch);
  }

  @Override
  public void addOuterProducts(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      int first,
      int last,
      Scratch scratch) {
    outer
        .forWork(outerWork(product, samples, first, last))
        .addOuterProducts(product, inputs, outputs, samples, gradient, first, last, scratch);
  }

  /** How many multiply-adds so many samples take. */
  static long work(Product product, int samples) {
    return (long) product.inner() * product.outer() * product.repeats() * samples;
  }

  /** How many multiply-adds some rows of a sum of outer products take. */
  static long outerWork(Product product, int samples, int first, int last) {
    return (long) (last - first) * product.outer() * product.repeats() * samples;
  }
}

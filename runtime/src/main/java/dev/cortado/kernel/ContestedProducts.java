package dev.cortado.kernel;

/**
 * Products at one place of a program, all of about the same size: of the kernels that are there
 * those that are faster for it. Single vectors are not contested, as a call is too short to be
 * measured.
 */
final class ContestedProducts implements ProductKernels {
  private final WarmingProducts products;
  private final Contest<ProductKernels> many;
  private final Contest<ProductKernels> outer;

  ContestedProducts(WarmingProducts products) {
    this.products = products;
    many = new Contest<>(products.plain());
    outer = new Contest<>(products.plain());
  }

  @Override
  public void multiply(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    long work = WarmingProducts.work(product, samples);
    ProductKernels inUse = products.many().forWork(work);
    ProductKernels kernels = many.next(inUse);
    if (many.measures(inUse, work)) {
      long begin = System.nanoTime();
      kernels.multiply(product, matrix, from, to, samples, scratch);
      many.took(kernels, inUse, work, System.nanoTime() - begin);
    } else {
      kernels.multiply(product, matrix, from, to, samples, scratch);
    }
  }

  @Override
  public void multiplyOne(
      Product product, float[] matrix, float[] from, float[] to, Scratch scratch) {
    products.multiplyOne(product, matrix, from, to, scratch);
  }

  @Override
  public void hold(Product product, float[] matrix, int held, Scratch scratch) {
    products.hold(product, matrix, held, scratch);
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
    products.multiplyHeld(product, matrix, from, to, held, turn, scratch);
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
    long work = WarmingProducts.outerWork(product, samples, first, last);
    ProductKernels inUse = products.outer().forWork(work);
    ProductKernels kernels = outer.next(inUse);
    if (outer.measures(inUse, work)) {
      long begin = System.nanoTime();
      kernels.addOuterProducts(product, inputs, outputs, samples, gradient, first, last, scratch);
      outer.took(kernels, inUse, work, System.nanoTime() - begin);
    } else {
      kernels.addOuterProducts(product, inputs, outputs, samples, gradient, first, last, scratch);
    }
  }
}

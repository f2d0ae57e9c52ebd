package dev.cortado.kernel;

/** One product of the hidden states for all sums of a step. */
final class WholeProduct implements RecurrentProducts {
  /** The number of the scratch rows for products, and for their gradients. */
  private static final int PRODUCTS = 3;

  private final Cell cell;
  private final Trace trace;

  /** Of hidden states with the recurrent kernel, and of gradients with its transpose. */
  private final Product product;

  private final Product back;
  private final Product outer;

  WholeProduct(Cell cell, int kernel, Trace trace) {
    this.cell = cell;
    this.trace = trace;
    int units = trace.units();
    int width = cell.sums() * units;
    product = new Product(kernel, units, width, width, 1, cell.recurrentBias(), 1);
    back = new Product(0, width, units, units, 1, -1, 1);
    outer = new Product(kernel, units, width, width, 1, -1, trace.steps());
  }

  @Override
  public void prepare(Pass pass, int count, Scratch scratch) {
    pass.products = scratch.rows(PRODUCTS, count, product.outer());
  }

  @Override
  public void hold(Pass pass, Scratch scratch) {
    pass.kernels.products().hold(product, pass.parameters, 0, scratch);
  }

  @Override
  public void forward(Pass pass, int step, float[][] hidden, int count, Scratch scratch) {
    pass.multiply(product, 0, step, hidden, pass.products, count, scratch);
  }

  @Override
  public void backward(
      Pass pass, int step, float[] matrix, float[][] ofHidden, int count, Scratch scratch) {
    if (ofHidden != null) {
      pass.kernels.products().multiply(back, matrix, pass.products, ofHidden, count, scratch);
    }
  }

  @Override
  public int narrowest() {
    return outer.outer();
  }

  @Override
  public void addOuterProducts(
      ProductKernels kernels,
      float[][] traces,
      float[][] hidden,
      float[][] sums,
      int count,
      float[] gradient,
      int first,
      int last,
      Scratch scratch) {
    boolean shares = cell.sharesGradients();
    int length = trace.steps() * outer.outer();
    float[][] own = shares ? null : scratch.rows(PRODUCTS, count, length);
    float[][] right = cell.ofProducts(traces, sums, count, trace, own);
    kernels.addOuterProducts(outer, hidden, right, count, gradient, first, last, scratch);
  }
}

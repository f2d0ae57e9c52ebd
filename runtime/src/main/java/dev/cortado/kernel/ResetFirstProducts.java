package dev.cortado.kernel;

/**
 * The products of a {@link ResetFirstGruCell}: those of hidden states for both gates, then those of
 * hidden states times reset gates for the candidates.
 */
final class ResetFirstProducts implements RecurrentProducts {
  /** The numbers of the scratch rows. */
  private static final int GATES = 3;

  private static final int RESET = 13;
  private static final int CANDIDATES = 14;

  private final ResetFirstGruCell cell;
  private final Trace trace;
  private final int units;
  private final Product gates;
  private final Product candidates;
  private final Product gatesBack;
  private final Product candidatesBack;
  private final Product gatesOuter;
  private final Product candidatesOuter;

  ResetFirstProducts(ResetFirstGruCell cell, int kernel, Trace trace) {
    this.cell = cell;
    this.trace = trace;
    units = trace.units();
    int width = 3 * units;
    int last = kernel + 2 * units;
    gates = new Product(kernel, units, 2 * units, width, 1, -1, 1);
    candidates = new Product(last, units, units, width, 1, -1, 1);
    gatesBack = new Product(0, 2 * units, units, units, 1, -1, 1);
    candidatesBack = new Product(2 * units * units, units, units, units, 1, -1, 1);
    gatesOuter = new Product(kernel, units, 2 * units, width, 1, -1, trace.steps());
    candidatesOuter = new Product(last, units, units, width, 1, -1, trace.steps());
  }

  @Override
  public void prepare(Pass pass, int count, Scratch scratch) {
    pass.products = scratch.rows(GATES, count, 2 * units);
    pass.reset = scratch.rows(RESET, count, units);
    pass.candidates = scratch.rows(CANDIDATES, count, units);
  }

  @Override
  public void hold(Pass pass, Scratch scratch) {
    pass.kernels.products().hold(gates, pass.parameters, 0, scratch);
    pass.kernels.products().hold(candidates, pass.parameters, 1, scratch);
  }

  @Override
  public void forward(Pass pass, int step, float[][] hidden, int count, Scratch scratch) {
    pass.multiply(gates, 0, step, hidden, pass.products, count, scratch);
    for (int s = 0; s < count; s += pass.block) {
      cell.reset(pass, trace, step, hidden, s, Math.min(s + pass.block, count));
    }
    pass.multiply(candidates, 1, step, pass.reset, pass.candidates, count, scratch);
  }

  @Override
  public void backward(
      Pass pass, int step, float[] matrix, float[][] ofHidden, int count, Scratch scratch) {
    ProductKernels set = pass.kernels.products();
    set.multiply(candidatesBack, matrix, pass.candidates, pass.reset, count, scratch);
    for (int s = 0; s < count; s += pass.block) {
      cell.resetBackward(pass, trace, step, s, Math.min(s + pass.block, count));
    }
    if (ofHidden != null) {
      set.multiply(gatesBack, matrix, pass.products, ofHidden, count, scratch);
      for (int s = 0; s < count; s++) {
        pass.kernels.rows().add(pass.reset[s], 0, ofHidden[s], 0, units);
      }
    }
  }

  @Override
  public int narrowest() {
    return units;
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
    int steps = trace.steps();
    float[][] ofGates = scratch.rows(GATES, count, 2 * steps * units);
    float[][] reset = scratch.rows(RESET, count, steps * units);
    float[][] ofCandidates = scratch.rows(CANDIDATES, count, steps * units);
    for (int s = 0; s < count; s++) {
      for (int step = 0; step < steps; step++) {
        int at = trace.time(step) * units;
        System.arraycopy(sums[s], 3 * at, ofGates[s], 2 * at, 2 * units);
        System.arraycopy(sums[s], 3 * at + 2 * units, ofCandidates[s], at, units);
        cell.reset(traces[s], trace.kept(step), hidden[s], at, reset[s]);
      }
    }
    kernels.addOuterProducts(gatesOuter, hidden, ofGates, count, gradient, first, last, scratch);
    kernels.addOuterProducts(
        candidatesOuter, reset, ofCandidates, count, gradient, first, last, scratch);
  }
}

package dev.cortado.kernel;

import java.util.Arrays;
import java.util.Set;

/** The loops over the steps of a {@link Recurrence}, forward and back, for some samples. */
final class RecurrentLoops {
  /** How many numbers cells work on at a time: their arrays fit the nearest cache. */
  private static final int TILE_LENGTH = 512;

  /** So that arrays of a tile do not lie at the same places of memory pages. */
  private static final int APART = 40;

  /** From so many steps of one sample on, a copy of the matrix in the order of use is worth it. */
  private static final int MANY_STEPS = 4;

  /** The numbers of the scratch rows and arrays. */
  private static final int HIDDEN = 2;

  private static final int CELLS = 5;
  private static final int TILE = 6;
  private static final int BACK = 7;
  private static final int DROPPED = 11;
  private static final int TRANSPOSED = 4;

  private final int kernel;
  private final Cell cell;
  private final int units;
  private final int steps;
  private final int width;
  private final Set<RecurrentOption> options;
  private final Trace trace;
  private final RecurrentResult result;
  private final RecurrentProducts products;
  private final KernelSet kernels;

  /** With the place of the recurrent kernel in the parameters. */
  RecurrentLoops(
      int kernel,
      RecurrentProducts products,
      Cell cell,
      Trace trace,
      RecurrentResult result,
      Set<RecurrentOption> options,
      KernelSet kernels) {
    this.cell = cell;
    this.trace = trace;
    this.result = result;
    this.options = options;
    this.kernels = kernels;
    units = trace.units();
    steps = trace.steps();
    width = cell.sums() * units;
    this.kernel = kernel;
    this.products = products;
  }

  private boolean has(RecurrentOption option) {
    return options.contains(option);
  }

  /** How many multiply-adds the products of so many samples take. */
  long work(int samples) {
    return (long) samples * steps * units * width;
  }

  /**
   * The steps of some samples of a batch; the arguments are those of {@link SplitWork.Part}.
   *
   * @param from the sums, then the masks where there are any, then the factors of hidden states
   *     where some are dropped: of all samples each
   * @param to receives what is kept
   * @param drops whether hidden states are dropped
   */
  void forward(
      float[] parameters,
      float[][] from,
      float[][] to,
      int samples,
      int first,
      int last,
      boolean drops,
      Scratch scratch) {
    int count = last - first;
    Pass pass = pass(parameters, count, scratch);
    pass.sums = scratch.part(2, from, first, last);
    pass.trace = scratch.part(3, to, first, last);
    if (has(RecurrentOption.MASKED)) {
      pass.masks = scratch.part(4, from, samples + first, samples + last);
    }
    if (drops) {
      int factors = (pass.masks == null ? 1 : 2) * samples;
      pass.factors = scratch.part(5, from, factors + first, factors + last);
    }
    begin(pass, count);
    pass.holds = count == 1 && steps >= MANY_STEPS;
    if (pass.holds) {
      products.hold(pass, scratch);
    }
    for (int step = 0; step < steps; step++) {
      float[][] hidden = drops ? dropped(pass, count, scratch) : pass.hidden;
      products.forward(pass, step, hidden, count, scratch);
      for (int s = 0; s < count; s += pass.block) {
        cell.forward(pass, trace, step, s, Math.min(s + pass.block, count));
      }
    }
    pass.clear();
  }

  /** The hidden states as they go into the product. */
  private float[][] dropped(Pass pass, int count, Scratch scratch) {
    float[][] dropped = scratch.rows(DROPPED, count, units);
    for (int s = 0; s < count; s++) {
      Cell.multiply(pass.hidden[s], pass.factors[s], dropped[s], units);
    }
    return dropped;
  }

  /** A pass over so many samples. */
  private Pass pass(float[] parameters, int count, Scratch scratch) {
    Pass pass = scratch.pass();
    pass.clear();
    pass.parameters = parameters;
    pass.kernels = kernels;
    pass.lstm = pass.kernels.lstm().forWork(work(count));
    pass.hidden = scratch.rows(HIDDEN, count, units);
    products.prepare(pass, count, scratch);
    pass.block = Math.min(count, Math.max(1, TILE_LENGTH / units));
    pass.tile = scratch.rows(TILE, cell.arrays(), cell.sums() * pass.block * units + APART);
    return pass;
  }

  /** The states before the first step. */
  private void begin(Pass pass, int count) {
    for (int s = 0; s < count; s++) {
      float[] traced = pass.trace[s];
      for (int state = 0; state < trace.states(); state++) {
        int at = trace.state(state, 0);
        if (has(RecurrentOption.INITIAL_STATE)) {
          System.arraycopy(pass.sums[s], steps * width + state * units, traced, at, units);
        } else if (has(RecurrentOption.CARRIED_STATE)) {
          System.arraycopy(traced, trace.state(state, steps), traced, at, units);
        } else {
          Arrays.fill(traced, at, at + units, 0f);
        }
      }
      System.arraycopy(traced, trace.hidden(0), pass.hidden[s], 0, units);
    }
  }

  /**
   * The way back through the steps of some samples of a batch.
   *
   * @param from what was kept, the gradients of results, then masks and factors as on the way
   *     forward
   * @param to receives the gradients of the sums
   */
  void backward(
      float[] parameters,
      float[][] from,
      float[][] to,
      int samples,
      int first,
      int last,
      boolean drops,
      Scratch scratch) {
    int count = last - first;
    Pass pass = pass(parameters, count, scratch);
    pass.trace = scratch.part(2, from, first, last);
    pass.sums = scratch.part(3, to, first, last);
    pass.cells = scratch.rows(CELLS, count, units);
    float[][] yGradient = scratch.part(1, from, samples + first, samples + last);
    if (has(RecurrentOption.MASKED)) {
      pass.masks = scratch.part(4, from, 2 * samples + first, 2 * samples + last);
    }
    if (drops) {
      int factors = (pass.masks == null ? 2 : 3) * samples;
      pass.factors = scratch.part(5, from, factors + first, factors + last);
    }
    result.end(pass, yGradient, count);
    float[] matrix = transposed(parameters, scratch);
    float[][] ofHidden = scratch.rows(BACK, count, units);
    RowKernels rows = pass.kernels.rows();
    for (int step = steps - 1; step >= 0; step--) {
      result.addGradient(pass, yGradient, step, count);
      for (int s = 0; s < count; s += pass.block) {
        cell.backward(pass, trace, step, s, Math.min(s + pass.block, count));
      }
      boolean goesOn = step > 0 || has(RecurrentOption.INITIAL_STATE);
      products.backward(pass, step, matrix, goesOn ? ofHidden : null, count, scratch);
      if (goesOn) {
        for (int s = 0; s < count; s++) {
          if (drops) {
            Cell.multiply(ofHidden[s], pass.factors[s], ofHidden[s], units);
          }
          rows.add(ofHidden[s], 0, pass.hidden[s], 0, units);
        }
      }
    }
    for (int s = 0; has(RecurrentOption.INITIAL_STATE) && s < count; s++) {
      System.arraycopy(pass.hidden[s], 0, pass.sums[s], steps * width, units);
      if (trace.states() > 1) {
        System.arraycopy(pass.cells[s], 0, pass.sums[s], steps * width + units, units);
      }
    }
    pass.clear();
  }

  /** The recurrent kernel with a row for each sum. */
  private float[] transposed(float[] parameters, Scratch scratch) {
    float[] matrix = scratch.array(TRANSPOSED, units * width);
    for (int i = 0; i < units; i++) {
      for (int o = 0, p = kernel + i * width, q = i; o < width; o++, p++, q += units) {
        matrix[q] = parameters[p];
      }
    }
    return matrix;
  }
}

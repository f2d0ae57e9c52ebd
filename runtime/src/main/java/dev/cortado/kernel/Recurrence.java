package dev.cortado.kernel;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The steps of a recurrent layer over sequences, and their derivatives. The products of the inputs
 * with the input's kernel are there already: its <em>sums</em>, for all steps. Generated classes
 * hold one as a constant for each such layer and direction.
 *
 * <p>At each step, the products of the hidden states with the recurrent kernel add one product
 * after another to the recurrent bias or 0 with fma, in ascending order of the units; then a {@link
 * Cell} goes on. The recurrent kernel's gradient adds its products in the order of the samples and
 * of the elements of each sequence. A hidden state's gradient is the product of the gradients of a
 * step's sums with the transposed kernel, in ascending order, plus what comes directly. So the bits
 * are the same whichever kernels compute it, for one sample and for many, in a longer sequence with
 * masked steps and in a shorter one without.
 */
public final class Recurrence {
  /** How many numbers cells work on at a time: their arrays fit the nearest cache. */
  private static final int TILE_LENGTH = 512;

  /** So that arrays of a tile do not lie at the same places of memory pages. */
  private static final int APART = 40;

  /** From so many steps of one sample on, a copy of the matrix in the order of use is worth it. */
  private static final int MANY_STEPS = 4;

  /** The numbers of the scratch rows and arrays. */
  private static final int HIDDEN = 2;

  private static final int PRODUCTS = 3;
  private static final int CELLS = 5;
  private static final int TILE = 6;
  private static final int BACK = 7;
  private static final int TRANSPOSED = 4;

  private final Cell cell;
  private final int units;
  private final int steps;
  private final int width;
  private final Set<RecurrentOption> options;
  private final Trace trace;
  private final RecurrentResult result;

  /** Of hidden states with the recurrent kernel, and of gradients with its transpose. */
  private final Product forward;

  private final Product transposed;
  private final LongFunction<KernelSet> kernels;
  private final SplitWork.Part forwardPart = this::forwardPart;
  private final SplitWork.Part backwardPart = this::backwardPart;
  private final RecurrentKernelGradient kernelGradient;

  /** With kernels for a number of multiply-adds. */
  Recurrence(
      int kernel,
      int steps,
      Cell cell,
      Set<RecurrentOption> options,
      LongFunction<KernelSet> kernels) {
    this.cell = cell;
    this.steps = steps;
    this.options = options;
    this.kernels = kernels;
    units = cell.units;
    width = cell.sums() * units;
    trace = new Trace(steps, units, cell.states(), cell.kept(), has(RecurrentOption.BACKWARDS));
    result = new RecurrentResult(trace, options);
    forward = new Product(kernel, units, width, width, 1, cell.recurrentBias(), 1);
    transposed = new Product(0, width, units, units, 1, -1, 1);
    Product outer = new Product(kernel, units, width, width, 1, -1, steps);
    kernelGradient = new RecurrentKernelGradient(outer, cell, trace, kernels);
  }

  /**
   * A recurrence.
   *
   * @param kernel where the recurrent kernel, of shape {@code (units, sums)}, begins in the
   *     parameters
   * @param steps how long a sequence is
   * @param cell what happens at a step
   * @param options what else it does
   */
  public static Recurrence of(int kernel, int steps, Cell cell, RecurrentOption... options) {
    Set<RecurrentOption> set = EnumSet.noneOf(RecurrentOption.class);
    set.addAll(Arrays.asList(options));
    return new Recurrence(kernel, steps, cell, set, Kernels::forWork);
  }

  private boolean has(RecurrentOption option) {
    return options.contains(option);
  }

  /**
   * The steps of a batch without masks.
   *
   * @param parameters the flat parameters. Not modified.
   * @param sums what the inputs add at each step, and initial states, for each sample. Not
   *     modified.
   * @param traces receives what is kept of the steps, for each sample. Overwritten.
   */
  public void forward(
      float[] parameters, float[][] sums, float[][] traces, int samples, Scratch scratch) {
    run(forwardPart, parameters, sums, traces, samples, scratch);
  }

  /**
   * The steps of a batch with masks.
   *
   * @param masks 0 for each element of a sequence that does not count, for each sample. Not
   *     modified.
   */
  public void forward(
      float[] parameters,
      float[][] sums,
      float[][] masks,
      float[][] traces,
      int samples,
      Scratch scratch) {
    float[][] all = scratch.references(0, 2 * samples);
    System.arraycopy(sums, 0, all, 0, samples);
    System.arraycopy(masks, 0, all, samples, samples);
    run(forwardPart, parameters, all, traces, samples, scratch);
  }

  /** The steps of one sample without a mask. */
  public void forward(float[] parameters, float[] sums, float[] traced, Scratch scratch) {
    forwardPart(parameters, scratch.only(0, sums), scratch.only(1, traced), 1, 0, 1, scratch);
  }

  /** The steps of one sample with a mask. */
  public void forward(
      float[] parameters, float[] sums, float[] mask, float[] traced, Scratch scratch) {
    float[][] all = scratch.references(0, 2);
    all[0] = sums;
    all[1] = mask;
    forwardPart(parameters, all, scratch.only(1, traced), 1, 0, 1, scratch);
  }

  private void run(
      SplitWork.Part part,
      float[] parameters,
      float[][] from,
      float[][] to,
      int samples,
      Scratch scratch) {
    SplitWork.run(part, parameters, from, to, samples, work(samples), samples, 1, scratch);
  }

  private long work(int samples) {
    return (long) samples * steps * units * width;
  }

  /** The result of a sample without a mask, from what was kept of its steps. */
  public void output(float[] traced, float[] y) {
    result.copy(traced, y);
  }

  /** The result of a sample with a mask: before the first step that counts, it is 0. */
  public void output(float[] traced, float[] mask, float[] y) {
    result.copy(traced, mask, y);
  }

  /** The results of a batch without masks. */
  public void output(float[][] traces, float[][] y, int samples) {
    for (int s = 0; s < samples; s++) {
      result.copy(traces[s], y[s]);
    }
  }

  /** The results of a batch with masks. */
  public void output(float[][] traces, float[][] masks, float[][] y, int samples) {
    for (int s = 0; s < samples; s++) {
      result.copy(traces[s], masks[s], y[s]);
    }
  }

  /**
   * The gradients of the sums, and of initial states, of a batch without masks.
   *
   * @param parameters the flat parameters. Not modified.
   * @param traces what was kept of the steps, for each sample. Not modified.
   * @param yGradient the gradient of the result, for each sample. Not modified.
   * @param sumsGradient a row for each sample. Overwritten.
   */
  public void sumsGradient(
      float[] parameters,
      float[][] traces,
      float[][] yGradient,
      float[][] sumsGradient,
      int samples,
      Scratch scratch) {
    float[][] all = scratch.references(0, 2 * samples);
    System.arraycopy(traces, 0, all, 0, samples);
    System.arraycopy(yGradient, 0, all, samples, samples);
    run(backwardPart, parameters, all, sumsGradient, samples, scratch);
  }

  /** The gradients of the sums, and of initial states, of a batch with masks. */
  public void sumsGradient(
      float[] parameters,
      float[][] traces,
      float[][] masks,
      float[][] yGradient,
      float[][] sumsGradient,
      int samples,
      Scratch scratch) {
    float[][] all = scratch.references(0, 3 * samples);
    System.arraycopy(traces, 0, all, 0, samples);
    System.arraycopy(yGradient, 0, all, samples, samples);
    System.arraycopy(masks, 0, all, 2 * samples, samples);
    run(backwardPart, parameters, all, sumsGradient, samples, scratch);
  }

  /**
   * The gradient of the recurrent kernel, summed over a batch.
   *
   * @param traces what was kept of the steps, for each sample. Not modified.
   * @param sumsGradient the gradient of the sums, for each sample. Not modified.
   * @param gradient receives it where the parameters hold the kernel. Overwritten there.
   */
  public void kernelGradient(
      float[][] traces, float[][] sumsGradient, int samples, float[] gradient, Scratch scratch) {
    kernelGradient.compute(traces, sumsGradient, samples, gradient, scratch);
  }

  /**
   * The gradients of the input's bias and of the recurrent one, which follows it, summed over a
   * batch: for a {@link GruCell}.
   *
   * @param traces what was kept of the steps, for each sample. Not modified.
   * @param sumsGradient the gradient of the sums, for each sample. Not modified.
   * @param gradient receives them where the parameters hold the biases. Overwritten there.
   */
  public void biasGradient(
      float[][] traces, float[][] sumsGradient, int samples, float[] gradient, Scratch scratch) {
    int recurrent = cell.recurrentBias();
    int input = recurrent - width;
    Arrays.fill(gradient, input, recurrent + width, 0f);
    RowKernels rows = kernels.apply((long) samples * steps * width).rows();
    float[][] one = scratch.rows(PRODUCTS, 1, steps * width);
    for (int s = 0; s < samples; s++) {
      rows.addVectors(sumsGradient[s], steps, width, gradient, input);
      float[][] traced = scratch.only(0, traces[s]);
      float[][] products = cell.ofProducts(traced, scratch.only(1, sumsGradient[s]), 1, trace, one);
      rows.addVectors(products[0], steps, width, gradient, recurrent);
    }
  }

  private void forwardPart(
      float[] parameters,
      float[][] from,
      float[][] to,
      int samples,
      int first,
      int last,
      Scratch scratch) {
    int count = last - first;
    Pass pass = pass(parameters, count, scratch);
    pass.sums = scratch.part(2, from, first, last);
    pass.trace = scratch.part(3, to, first, last);
    if (has(RecurrentOption.MASKED)) {
      pass.masks = scratch.part(4, from, samples + first, samples + last);
    }
    begin(pass, count);
    ProductKernels products = pass.kernels.products();
    int block = Math.max(1, TILE_LENGTH / units);
    boolean holds = count == 1 && steps >= MANY_STEPS;
    if (holds) {
      products.hold(forward, parameters, scratch);
    }
    for (int step = 0; step < steps; step++) {
      if (holds) {
        products.multiplyHeld(forward, parameters, pass.hidden[0], pass.products[0], step, scratch);
      } else if (count == 1) {
        products.multiplyOne(forward, parameters, pass.hidden[0], pass.products[0], scratch);
      } else {
        products.multiply(forward, parameters, pass.hidden, pass.products, count, scratch);
      }
      for (int s = 0; s < count; s += block) {
        cell.forward(pass, trace, step, s, Math.min(s + block, count));
      }
    }
    pass.clear();
  }

  /** A pass over so many samples. */
  private Pass pass(float[] parameters, int count, Scratch scratch) {
    Pass pass = scratch.pass();
    pass.clear();
    pass.parameters = parameters;
    pass.kernels = kernels.apply(work(count));
    pass.lstm = pass.kernels.lstm().forWork(work(count));
    pass.hidden = scratch.rows(HIDDEN, count, units);
    pass.products = scratch.rows(PRODUCTS, count, width);
    int block = Math.min(count, Math.max(1, TILE_LENGTH / units));
    pass.tile = scratch.rows(TILE, cell.arrays(), cell.sums() * block * units + APART);
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

  private void backwardPart(
      float[] parameters,
      float[][] from,
      float[][] to,
      int samples,
      int first,
      int last,
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
    result.end(pass, yGradient, count);
    float[] matrix = transposed(parameters, scratch);
    float[][] back = scratch.rows(BACK, count, units);
    RowKernels rows = pass.kernels.rows();
    int block = Math.max(1, TILE_LENGTH / units);
    for (int step = steps - 1; step >= 0; step--) {
      result.addGradient(pass, yGradient, step, count);
      for (int s = 0; s < count; s += block) {
        cell.backward(pass, trace, step, s, Math.min(s + block, count));
      }
      if (step > 0 || has(RecurrentOption.INITIAL_STATE)) {
        pass.kernels.products().multiply(transposed, matrix, pass.products, back, count, scratch);
        for (int s = 0; s < count; s++) {
          rows.add(back[s], 0, pass.hidden[s], 0, units);
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
      for (int o = 0, p = forward.offset() + i * width, q = i; o < width; o++, p++, q += units) {
        matrix[q] = parameters[p];
      }
    }
    return matrix;
  }
}

package dev.cortado.kernel;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The steps of a recurrent layer over sequences, and their derivatives. The products of the inputs
 * with the input's kernel are there already: its <em>sums</em>, for all steps. Generated classes
 * hold one as a constant for each such layer and direction.
 *
 * <p>At each step, the products of the hidden states with the recurrent kernel add one product
 * after another to the recurrent bias or 0 with fma, in ascending order of the units; then a {@link
 * Cell} goes on. The recurrent kernel's gradient adds its products in the order of the samples and
 * of the elements of each sequence. A hidden state's gradient is the product of the gradients of a
 * step's sums with the transposed kernel, in ascending order, plus what comes directly. {@link
 * ResetFirstProducts} does the same in two products. So the bits are the same whichever kernels
 * compute it, for one sample and for many, in a longer sequence with masked steps and in a shorter
 * one without.
 */
public final class Recurrence {
  private final int units;
  private final RecurrentDropout dropout;
  private final RecurrentResult result;
  private final RecurrentLoops loops;
  private final SplitWork.Part forward;
  private final SplitWork.Part droppingForward;
  private final SplitWork.Part backward;
  private final SplitWork.Part droppingBackward;
  private final RecurrentKernelGradient kernelGradient;
  private final RecurrentBiasGradient biasGradient;

  /** With the kernels to use. */
  Recurrence(
      int kernel,
      int steps,
      Cell cell,
      RecurrentDropout dropout,
      Set<RecurrentOption> options,
      KernelSet kernels) {
    this.dropout = dropout;
    units = cell.units;
    int width = cell.sums() * units;
    Trace trace =
        new Trace(
            steps, units, cell.states(), cell.kept(), options.contains(RecurrentOption.BACKWARDS));
    result = new RecurrentResult(trace, options);
    RecurrentProducts products = cell.products(kernel, trace);
    loops = new RecurrentLoops(kernel, products, cell, trace, result, options, kernels);
    forward =
        (parameters, from, to, samples, first, last, scratch) ->
            loops.forward(parameters, from, to, samples, first, last, false, scratch);
    droppingForward =
        (parameters, from, to, samples, first, last, scratch) ->
            loops.forward(parameters, from, to, samples, first, last, true, scratch);
    backward =
        (parameters, from, to, samples, first, last, scratch) ->
            loops.backward(parameters, from, to, samples, first, last, false, scratch);
    droppingBackward =
        (parameters, from, to, samples, first, last, scratch) ->
            loops.backward(parameters, from, to, samples, first, last, true, scratch);
    kernelGradient = new RecurrentKernelGradient(kernel, width, products, trace, dropout, kernels);
    biasGradient = new RecurrentBiasGradient(cell, trace, kernels);
  }

  /** A recurrence that drops no hidden states. */
  public static Recurrence of(int kernel, int steps, Cell cell, RecurrentOption... options) {
    return of(kernel, steps, cell, RecurrentDropout.NONE, options);
  }

  /**
   * A recurrence.
   *
   * @param kernel where the recurrent kernel, of shape {@code (units, sums)}, begins in the
   *     parameters
   * @param steps how long a sequence is
   * @param cell what happens at a step
   * @param dropout what training does to hidden states before the products
   * @param options what else it does
   */
  public static Recurrence of(
      int kernel, int steps, Cell cell, RecurrentDropout dropout, RecurrentOption... options) {
    Set<RecurrentOption> set = EnumSet.noneOf(RecurrentOption.class);
    set.addAll(Arrays.asList(options));
    return new Recurrence(kernel, steps, cell, dropout, set, Kernels.set());
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
    run(forward, parameters, sums, traces, samples, scratch);
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
    run(forward, parameters, all, traces, samples, scratch);
  }

  /**
   * The steps of a batch without masks while training, with dropout.
   *
   * @param noise the key of the step of training
   */
  public void forward(
      float[] parameters,
      float[][] sums,
      float[][] traces,
      int samples,
      Scratch scratch,
      long noise) {
    float[][] all = scratch.references(0, 2 * samples);
    System.arraycopy(sums, 0, all, 0, samples);
    dropout.draw(units, noise, samples, all, samples, scratch);
    run(droppingForward, parameters, all, traces, samples, scratch);
  }

  /** The steps of a batch with masks while training, with dropout. */
  public void forward(
      float[] parameters,
      float[][] sums,
      float[][] masks,
      float[][] traces,
      int samples,
      Scratch scratch,
      long noise) {
    float[][] all = scratch.references(0, 3 * samples);
    System.arraycopy(sums, 0, all, 0, samples);
    System.arraycopy(masks, 0, all, samples, samples);
    dropout.draw(units, noise, samples, all, 2 * samples, scratch);
    run(droppingForward, parameters, all, traces, samples, scratch);
  }

  /** The steps of one sample without a mask. */
  public void forward(float[] parameters, float[] sums, float[] traced, Scratch scratch) {
    float[][] from = scratch.only(0, sums);
    loops.forward(parameters, from, scratch.only(1, traced), 1, 0, 1, false, scratch);
  }

  /** The steps of one sample with a mask. */
  public void forward(
      float[] parameters, float[] sums, float[] mask, float[] traced, Scratch scratch) {
    float[][] all = scratch.references(0, 2);
    all[0] = sums;
    all[1] = mask;
    loops.forward(parameters, all, scratch.only(1, traced), 1, 0, 1, false, scratch);
  }

  private void run(
      SplitWork.Part part,
      float[] parameters,
      float[][] from,
      float[][] to,
      int samples,
      Scratch scratch) {
    long work = loops.work(samples);
    SplitWork.run(part, parameters, from, to, samples, work, samples, 1, scratch);
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
    run(backward, parameters, all, sumsGradient, samples, scratch);
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
    run(backward, parameters, all, sumsGradient, samples, scratch);
  }

  /** {@link #sumsGradient} without masks, of steps with dropout under the same key. */
  public void sumsGradient(
      float[] parameters,
      float[][] traces,
      float[][] yGradient,
      float[][] sumsGradient,
      int samples,
      Scratch scratch,
      long noise) {
    float[][] all = scratch.references(0, 3 * samples);
    System.arraycopy(traces, 0, all, 0, samples);
    System.arraycopy(yGradient, 0, all, samples, samples);
    dropout.draw(units, noise, samples, all, 2 * samples, scratch);
    run(droppingBackward, parameters, all, sumsGradient, samples, scratch);
  }

  /** {@link #sumsGradient} with masks, of steps with dropout under the same key. */
  public void sumsGradient(
      float[] parameters,
      float[][] traces,
      float[][] masks,
      float[][] yGradient,
      float[][] sumsGradient,
      int samples,
      Scratch scratch,
      long noise) {
    float[][] all = scratch.references(0, 4 * samples);
    System.arraycopy(traces, 0, all, 0, samples);
    System.arraycopy(yGradient, 0, all, samples, samples);
    System.arraycopy(masks, 0, all, 2 * samples, samples);
    dropout.draw(units, noise, samples, all, 3 * samples, scratch);
    run(droppingBackward, parameters, all, sumsGradient, samples, scratch);
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

  /** {@link #kernelGradient} of steps with dropout under the same key. */
  public void kernelGradient(
      float[][] traces,
      float[][] sumsGradient,
      int samples,
      float[] gradient,
      Scratch scratch,
      long noise) {
    kernelGradient.compute(traces, sumsGradient, samples, gradient, scratch, noise);
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
    biasGradient.compute(traces, sumsGradient, samples, gradient, scratch);
  }
}

package dev.cortado.kernel;

import java.util.Arrays;

/**
 * The map {@code y = x · kernel + bias} of vectors, and its derivatives. The kernel, of shape
 * {@code (inputs, outputs)}, and the bias lie in the flat parameters of a network. Generated
 * classes hold one as a constant for each dense layer.
 *
 * <p>Each sum adds its terms to its start value one after another, in ascending order, with fma; so
 * the result has the same bits whichever kernels compute it, for one sample and for many.
 */
public final class Affine implements LinearKernel {
  /** The parts of a team's work begin at multiples of this, so that tiles are full. */
  private static final int GRAIN = 16;

  /** How many results are normalized at a time, at most: they are still in the cache. */
  private static final int BLOCK = 1 << 15;

  private final Product forward;
  private final Product transposed;
  private final ProductKernels kernels = Kernels.set().productsHere();
  private final ProductKernels transposedKernels = Kernels.set().productsHere();
  private final SplitWork.Part forwardPart;
  private final SplitWork.Part inputGradientPart;
  private final SplitWork.Part kernelGradientPart = this::kernelGradientPart;

  private Affine(int kernel, int bias, int inputs, int outputs, int repeats) {
    forward = new Product(kernel, inputs, outputs, outputs, 1, bias, repeats);
    transposed = new Product(kernel, outputs, inputs, 1, outputs, -1, repeats);
    forwardPart =
        (parameters, x, y, samples, first, last, scratch) ->
            multiply(kernels, forward, parameters, x, y, first, last, scratch);
    inputGradientPart =
        (parameters, yGradient, xGradient, samples, first, last, scratch) ->
            multiply(
                transposedKernels,
                transposed,
                parameters,
                yGradient,
                xGradient,
                first,
                last,
                scratch);
  }

  /**
   * A map of the vectors of a sample.
   *
   * @param kernel where the kernel begins in the parameters
   * @param bias where the bias begins in the parameters; -1 for none
   * @param inputs the length of a vector
   * @param outputs the length of its image
   * @param repeats how many vectors a sample holds, one after another
   */
  public static Affine of(int kernel, int bias, int inputs, int outputs, int repeats) {
    return new Affine(kernel, bias, inputs, outputs, repeats);
  }

  /** A map of samples of one vector each. */
  public static Affine of(int kernel, int bias, int inputs, int outputs) {
    return of(kernel, bias, inputs, outputs, 1);
  }

  /**
   * {@code y = x · kernel + bias} for a batch.
   *
   * @param parameters the flat parameters. Not modified.
   * @param x a row for each sample. Not modified.
   * @param y a row for each sample. Overwritten.
   */
  public void forward(float[] parameters, float[][] x, float[][] y, int samples, Scratch scratch) {
    SplitWork.run(forwardPart, parameters, x, y, samples, work(samples), samples, GRAIN, scratch);
  }

  /** {@code y = x · kernel + bias} for one sample. */
  @Override
  public void forward(float[] parameters, float[] x, float[] y, Scratch scratch) {
    if (forward.repeats() == 1) {
      kernels.multiplyOne(forward, parameters, x, y, scratch);
    } else {
      kernels.multiply(forward, parameters, scratch.only(0, x), scratch.only(1, y), 1, scratch);
    }
  }

  @Override
  public void forward(
      float[] parameters,
      float[][] x,
      float[][] y,
      int first,
      int last,
      MovingNorm norm,
      Scratch scratch) {
    int size = forward.outer() * forward.repeats();
    norm.prepare(parameters, size, scratch);
    int step = GRAIN * Math.max(1, BLOCK / (GRAIN * size));
    for (int from = first; from < last; from += step) {
      int to = Math.min(from + step, last);
      multiply(kernels, forward, parameters, x, y, from, to, scratch);
      for (int s = from; s < to; s++) {
        norm.apply(y[s], y[s], scratch);
      }
    }
  }

  /**
   * {@code xGradient = yGradient · kernelᵀ} for a batch.
   *
   * @param parameters the flat parameters. Not modified.
   * @param yGradient a row for each sample. Not modified.
   * @param xGradient a row for each sample. Overwritten.
   */
  public void inputGradient(
      float[] parameters, float[][] yGradient, float[][] xGradient, int samples, Scratch scratch) {
    SplitWork.run(
        inputGradientPart,
        parameters,
        yGradient,
        xGradient,
        samples,
        work(samples),
        samples,
        GRAIN,
        scratch);
  }

  /**
   * The gradient of the kernel, {@code Σ xᵀ · yGradient} over a batch.
   *
   * @param x a row for each sample. Not modified.
   * @param yGradient a row for each sample. Not modified.
   * @param gradient receives it where the parameters hold the kernel. Overwritten there.
   */
  public void kernelGradient(
      float[][] x, float[][] yGradient, int samples, float[] gradient, Scratch scratch) {
    int first = forward.offset();
    Arrays.fill(gradient, first, first + forward.inner() * forward.outer(), 0f);
    boolean splits = forward.outer() >= ProductKernels.SPLITS;
    SplitWork.run(
        kernelGradientPart,
        gradient,
        x,
        yGradient,
        samples,
        splits ? work(samples) : 0,
        forward.inner(),
        GRAIN,
        scratch);
  }

  private static void multiply(
      ProductKernels kernels,
      Product product,
      float[] parameters,
      float[][] from,
      float[][] to,
      int first,
      int last,
      Scratch scratch) {
    int samples = last - first;
    float[][] left = first == 0 ? from : scratch.part(0, from, first, last);
    float[][] right = first == 0 ? to : scratch.part(1, to, first, last);
    kernels.multiply(product, parameters, left, right, samples, scratch);
  }

  private void kernelGradientPart(
      float[] gradient,
      float[][] x,
      float[][] yGradient,
      int samples,
      int first,
      int last,
      Scratch scratch) {
    kernels.addOuterProducts(forward, x, yGradient, samples, gradient, first, last, scratch);
  }

  @Override
  public int grain() {
    return GRAIN;
  }

  @Override
  public long work(int samples) {
    return (long) forward.inner() * forward.outer() * forward.repeats() * samples;
  }
}

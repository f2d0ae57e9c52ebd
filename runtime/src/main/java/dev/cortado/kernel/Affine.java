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
public final class Affine {
  private final Product forward;
  private final Product transposed;

  private Affine(int kernel, int bias, int inputs, int outputs, int repeats) {
    forward = new Product(kernel, inputs, outputs, outputs, 1, bias, repeats);
    transposed = new Product(kernel, outputs, inputs, 1, outputs, -1, repeats);
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
    multiply(forward, parameters, x, y, samples, scratch);
  }

  /** {@code y = x · kernel + bias} for one sample. */
  public void forward(float[] parameters, float[] x, float[] y, Scratch scratch) {
    if (forward.repeats() == 1) {
      kernels(1).multiplyOne(forward, parameters, x, y, scratch);
    } else {
      kernels(1).multiply(forward, parameters, scratch.only(0, x), scratch.only(1, y), 1, scratch);
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
    multiply(transposed, parameters, yGradient, xGradient, samples, scratch);
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
    ProductKernels kernels = kernels(samples);
    if (forward.outer() >= ProductKernels.SPLITS
        && SplitProduct.isWorth(scratch.team(), work(samples), forward.inner())) {
      scratch.split().addOuterProducts(kernels, forward, x, yGradient, samples, gradient, scratch);
    } else {
      kernels.addOuterProducts(
          forward, x, yGradient, samples, gradient, 0, forward.inner(), scratch);
    }
  }

  private void multiply(
      Product product,
      float[] parameters,
      float[][] from,
      float[][] to,
      int samples,
      Scratch scratch) {
    ProductKernels kernels = kernels(samples);
    if (SplitProduct.isWorth(scratch.team(), work(samples), samples)) {
      scratch.split().multiply(kernels, product, parameters, from, to, samples, scratch);
    } else {
      kernels.multiply(product, parameters, from, to, samples, scratch);
    }
  }

  private ProductKernels kernels(int samples) {
    return Kernels.forWork(work(samples)).products();
  }

  private long work(int samples) {
    return (long) forward.inner() * forward.outer() * forward.repeats() * samples;
  }
}

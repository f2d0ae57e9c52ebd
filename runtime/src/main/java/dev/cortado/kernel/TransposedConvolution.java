package dev.cortado.kernel;

import java.util.Arrays;

/**
 * A transposed convolution: what a {@link Convolution} does to gradients, as a layer. It takes
 * numbers for each position of a window and gives pictures; its kernel has the shape {@code (rows,
 * columns, filters, channels)}, where filters are the channels of the pictures and channels those
 * of the input. Generated classes hold one as a constant for each such layer.
 *
 * <p>Every result begins with its bias; sums are as in {@link Convolution}.
 */
public final class TransposedConvolution implements LinearKernel {
  private final Convolution convolution;
  private final int bias;
  private final int filters;

  private TransposedConvolution(int kernel, int bias, int channels, Windows windows) {
    convolution = Convolution.of(kernel, -1, channels, 1, windows);
    this.bias = bias;
    filters = windows.channels();
  }

  /**
   * A transposed convolution.
   *
   * @param kernel where the kernel begins in the parameters
   * @param bias where the bias begins in the parameters; -1 for none
   * @param channels how many channels the input has
   * @param windows how the kernel moves over a picture that results
   */
  public static TransposedConvolution of(int kernel, int bias, int channels, Windows windows) {
    return new TransposedConvolution(kernel, bias, channels, windows);
  }

  /**
   * The transposed convolution of a batch.
   *
   * @param parameters the flat parameters. Not modified.
   * @param x {@code channels} numbers for each position, for each sample. Not modified.
   * @param y a picture for each sample. Overwritten.
   */
  public void forward(float[] parameters, float[][] x, float[][] y, int samples, Scratch scratch) {
    for (int s = 0; s < samples; s++) {
      begin(parameters, y[s]);
    }
    convolution.addInputGradient(parameters, x, y, samples, scratch);
  }

  /** The transposed convolution of one sample. */
  @Override
  public void forward(float[] parameters, float[] x, float[] y, Scratch scratch) {
    begin(parameters, y);
    convolution.addInputGradient(parameters, scratch.only(0, x), scratch.only(1, y), 1, scratch);
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
    for (int s = first; s < last; s++) {
      begin(parameters, y[s]);
    }
    convolution.inputGradientPart(parameters, x, y, last, first, last, scratch);
    norm.prepare(parameters, y[first].length, scratch);
    for (int s = first; s < last; s++) {
      norm.apply(y[s], y[s], scratch);
    }
  }

  @Override
  public long work(int samples) {
    return convolution.work(samples);
  }

  @Override
  public int grain() {
    return convolution.grain();
  }

  private void begin(float[] parameters, float[] picture) {
    if (bias < 0) {
      Arrays.fill(picture, 0f);
      return;
    }
    for (int at = 0; at < picture.length; at += filters) {
      System.arraycopy(parameters, bias, picture, at, filters);
    }
  }

  /**
   * The gradient of the input of a batch.
   *
   * @param parameters the flat parameters. Not modified.
   * @param yGradient the gradient of the pictures. Not modified.
   * @param xGradient {@code channels} numbers for each position, for each sample. Overwritten.
   */
  public void inputGradient(
      float[] parameters, float[][] yGradient, float[][] xGradient, int samples, Scratch scratch) {
    convolution.forward(parameters, yGradient, xGradient, samples, scratch);
  }

  /**
   * The gradient of the kernel, summed over a batch.
   *
   * @param x {@code channels} numbers for each position, for each sample. Not modified.
   * @param yGradient the gradient of the pictures. Not modified.
   * @param gradient receives it where the parameters hold the kernel. Overwritten there.
   */
  public void kernelGradient(
      float[][] x, float[][] yGradient, int samples, float[] gradient, Scratch scratch) {
    convolution.kernelGradient(yGradient, x, samples, gradient, scratch);
  }
}

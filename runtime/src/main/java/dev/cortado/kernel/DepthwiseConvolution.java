package dev.cortado.kernel;

import java.util.Arrays;

/**
 * A convolution of each channel of a picture on its own, with a kernel of shape {@code (rows,
 * columns, channels, multiplier)}: channel c gives the results {@code c · multiplier} and those
 * after it. Generated classes hold one as a constant for each such layer.
 *
 * <p>Every result begins with its bias and adds one product after another with fma, in the order of
 * the kernel's places; padding is left out. A kernel's gradient adds its products in the order of
 * the samples and of the positions, an input's gradient in the order of the positions and of the
 * kernel's places, and then over the results of each channel.
 */
public final class DepthwiseConvolution implements LinearKernel {
  /** The numbers of the scratch arrays. */
  private static final int PICTURE = 5;

  private static final int GRADIENT = 6;

  private final Windows windows;
  private final int kernel;
  private final int bias;
  private final int multiplier;
  private final int width;
  private final SplitWork.Part forwardPart = this::forwardPart;
  private final SplitWork.Part inputGradientPart = this::inputGradientPart;

  private DepthwiseConvolution(int kernel, int bias, int multiplier, Windows windows) {
    this.windows = windows;
    this.kernel = kernel;
    this.bias = bias;
    this.multiplier = multiplier;
    width = windows.channels() * multiplier;
  }

  /**
   * A convolution.
   *
   * @param kernel where the kernel begins in the parameters
   * @param bias where the bias begins in the parameters; -1 for none
   * @param multiplier how many results each channel gives at each position
   * @param windows how the kernel moves over a picture
   */
  public static DepthwiseConvolution of(int kernel, int bias, int multiplier, Windows windows) {
    return new DepthwiseConvolution(kernel, bias, multiplier, windows);
  }

  /**
   * The convolution of a batch.
   *
   * @param parameters the flat parameters. Not modified.
   * @param x a picture for each sample. Not modified.
   * @param y the results for each position, for each sample. Overwritten.
   */
  public void forward(float[] parameters, float[][] x, float[][] y, int samples, Scratch scratch) {
    SplitWork.run(forwardPart, parameters, x, y, samples, work(samples), samples, 1, scratch);
  }

  /** The convolution of one sample. */
  @Override
  public void forward(float[] parameters, float[] x, float[] y, Scratch scratch) {
    forward(parameters, scratch.only(0, x), scratch.only(1, y), 0, 1, null, scratch);
  }

  /**
   * The gradient of the pictures of a batch.
   *
   * @param parameters the flat parameters. Not modified.
   * @param yGradient the gradient of the result, for each sample. Not modified.
   * @param xGradient a picture for each sample. Overwritten.
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
        1,
        scratch);
  }

  /**
   * The gradient of the kernel, summed over a batch.
   *
   * @param x a picture for each sample. Not modified.
   * @param yGradient the gradient of the result, for each sample. Not modified.
   * @param gradient receives it where the parameters hold the kernel. Overwritten there.
   */
  public void kernelGradient(
      float[][] x, float[][] yGradient, int samples, float[] gradient, Scratch scratch) {
    RowKernels kernels = Kernels.set().rows(RowUse.PRODUCTS, work(samples));
    Arrays.fill(gradient, kernel, kernel + windows.area() * width, 0f);
    for (int s = 0; s < samples; s++) {
      float[] picture = spread(x[s], scratch);
      add(Target.KERNEL, picture, gradient, yGradient[s], kernels);
    }
  }

  @Override
  public int grain() {
    return 1;
  }

  @Override
  public long work(int samples) {
    return (long) samples * windows.positions() * windows.area() * width;
  }

  private void forwardPart(
      float[] parameters,
      float[][] x,
      float[][] y,
      int samples,
      int first,
      int last,
      Scratch scratch) {
    forward(parameters, x, y, first, last, null, scratch);
  }

  /** As the interface says; without a normalization where {@code norm} is null. */
  @Override
  public void forward(
      float[] parameters,
      float[][] x,
      float[][] y,
      int first,
      int last,
      MovingNorm norm,
      Scratch scratch) {
    RowKernels kernels = Kernels.set().rows(RowUse.PRODUCTS, work(last - first));
    if (norm != null) {
      norm.prepare(parameters, windows.positions() * width, scratch);
    }
    for (int s = first; s < last; s++) {
      float[] picture = spread(x[s], scratch);
      for (int p = 0; p < windows.positions(); p++) {
        if (bias < 0) {
          Arrays.fill(y[s], p * width, (p + 1) * width, 0f);
        } else {
          System.arraycopy(parameters, bias, y[s], p * width, width);
        }
      }
      add(Target.RESULTS, picture, parameters, y[s], kernels);
      if (norm != null) {
        norm.apply(y[s], y[s], scratch);
      }
    }
  }

  private void inputGradientPart(
      float[] parameters,
      float[][] yGradient,
      float[][] xGradient,
      int samples,
      int first,
      int last,
      Scratch scratch) {
    RowKernels kernels = Kernels.set().rows(RowUse.PRODUCTS, work(last - first));
    int size = windows.size() * multiplier;
    for (int s = first; s < last; s++) {
      float[] sums = multiplier == 1 ? xGradient[s] : scratch.array(GRADIENT, size);
      Arrays.fill(sums, 0, size, 0f);
      add(Target.PICTURE, sums, parameters, yGradient[s], kernels);
      if (multiplier > 1) {
        gather(sums, xGradient[s]);
      }
    }
  }

  /**
   * Adds products of two of three factors to the third: for each position and place of the kernel a
   * vector of the picture, of the kernel and of the results.
   */
  private void add(
      Target target, float[] picture, float[] weights, float[] results, RowKernels kernels) {
    int at = 0;
    for (int down = 0; down < windows.rows().positions(); down++) {
      for (int right = 0; right < windows.columns().positions(); right++, at += width) {
        int weight = kernel;
        for (int k = 0; k < windows.rows().window(); k++) {
          int row = windows.rows().under(down, k);
          for (int l = 0; l < windows.columns().window(); l++, weight += width) {
            int column = windows.columns().under(right, l);
            if (row < 0 || column < 0) {
              continue;
            }
            int place = (row * windows.columns().size() + column) * width;
            switch (target) {
              case RESULTS ->
                  kernels.multiplyAdd(picture, place, weights, weight, results, at, width);
              case PICTURE ->
                  kernels.multiplyAdd(results, at, weights, weight, picture, place, width);
              case KERNEL ->
                  kernels.multiplyAdd(picture, place, results, at, weights, weight, width);
            }
          }
        }
      }
    }
  }

  /** Which of three factors is the sum of products of the others. */
  private enum Target {
    RESULTS,
    PICTURE,
    KERNEL
  }

  /** A picture with each number as often as it is multiplied. */
  private float[] spread(float[] x, Scratch scratch) {
    if (multiplier == 1) {
      return x;
    }
    float[] picture = scratch.array(PICTURE, windows.size() * multiplier);
    for (int i = 0, at = 0; i < windows.size(); i++, at += multiplier) {
      Arrays.fill(picture, at, at + multiplier, x[i]);
    }
    return picture;
  }

  /** The sums over the results of each channel. */
  private void gather(float[] sums, float[] x) {
    for (int i = 0, at = 0; i < windows.size(); i++, at += multiplier) {
      float sum = 0;
      for (int m = 0; m < multiplier; m++) {
        sum += sums[at + m];
      }
      x[i] = sum;
    }
  }
}

package dev.cortado.kernel;

import java.util.Arrays;

/**
 * The means of the numbers under windows, channel by channel, and the derivative. Only what lies
 * within the borders counts. Generated classes hold one as a constant for each such layer.
 *
 * <p>Numbers are added in the order of the window's places, and the sum is divided by how many they
 * are; a gradient is divided first, and added in the order of the positions.
 */
public final class AveragePooling {
  private static final int SHARE = 5;

  private final WindowPlaces places;
  private final int channels;

  private AveragePooling(Windows windows) {
    places = new WindowPlaces(windows);
    channels = windows.channels();
  }

  /** Pooling over windows, each of which lies over one place of a picture at least. */
  public static AveragePooling of(Windows windows) {
    return new AveragePooling(windows);
  }

  /**
   * {@code y = mean over the window of x} for a batch.
   *
   * @param x a picture for each sample. Not modified.
   * @param y a row for each sample. Overwritten.
   */
  public void forward(float[][] x, float[][] y, int samples, Scratch scratch) {
    RowKernels kernels = Kernels.set().rows(RowUse.SUMS, places.work(samples));
    float[] sum = scratch.array(SHARE, channels);
    for (int s = 0; s < samples; s++) {
      forward(x[s], y[s], sum, kernels);
    }
  }

  /** {@code y = mean over the window of x} for one sample. */
  public void forward(float[] x, float[] y, Scratch scratch) {
    forward(x, y, scratch.array(SHARE, channels), Kernels.set().rows(RowUse.SUMS, places.work(1)));
  }

  private void forward(float[] x, float[] y, float[] sum, RowKernels kernels) {
    for (int p = 0, at = 0; p < places.positions(); p++, at += channels) {
      Arrays.fill(sum, 0, channels, 0f);
      for (int row = places.top(p); row < places.bottom(p); row++) {
        for (int column = places.left(p); column < places.right(p); column++) {
          kernels.add(x, places.index(row, column), sum, 0, channels);
        }
      }
      divide(sum, channels, places.count(p));
      System.arraycopy(sum, 0, y, at, channels);
    }
  }

  /**
   * The gradient of the pictures of a batch.
   *
   * @param yGradient the gradient of the means. Not modified.
   * @param xGradient a picture for each sample. Overwritten.
   */
  public void inputGradient(
      float[][] yGradient, float[][] xGradient, int samples, Scratch scratch) {
    RowKernels kernels = Kernels.set().rows(RowUse.SUMS, places.work(samples));
    float[] share = scratch.array(SHARE, channels);
    for (int s = 0; s < samples; s++) {
      Arrays.fill(xGradient[s], 0f);
      for (int p = 0, at = 0; p < places.positions(); p++, at += channels) {
        System.arraycopy(yGradient[s], at, share, 0, channels);
        divide(share, channels, places.count(p));
        for (int row = places.top(p); row < places.bottom(p); row++) {
          for (int column = places.left(p); column < places.right(p); column++) {
            kernels.add(share, 0, xGradient[s], places.index(row, column), channels);
          }
        }
      }
    }
  }

  private static void divide(float[] numbers, int length, float divisor) {
    for (int i = 0; i < length; i++) {
      numbers[i] /= divisor;
    }
  }
}

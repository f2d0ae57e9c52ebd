package dev.cortado.kernel;

import java.util.Arrays;

/**
 * The greatest numbers under windows, channel by channel, and the derivative, which goes to the
 * first of them. Windows look at what lies within the borders alone. Generated classes hold one as
 * a constant for each such layer.
 */
public final class MaxPooling {
  private static final int REST = 5;

  private final WindowPlaces places;
  private final int channels;
  private final boolean areFours;

  private MaxPooling(Windows windows) {
    places = new WindowPlaces(windows);
    channels = windows.channels();
    areFours = places.areFours();
  }

  /** Pooling over windows, each of which lies over one place of a picture at least. */
  public static MaxPooling of(Windows windows) {
    return new MaxPooling(windows);
  }

  /**
   * {@code y = max over the window of x} for a batch.
   *
   * @param x a picture for each sample. Not modified.
   * @param y a row for each sample. Overwritten.
   */
  public void forward(float[][] x, float[][] y, int samples, Scratch scratch) {
    RowKernels kernels = kernels(samples);
    for (int s = 0; s < samples; s++) {
      forward(x[s], y[s], kernels);
    }
  }

  /** {@code y = max over the window of x} for one sample. */
  public void forward(float[] x, float[] y, Scratch scratch) {
    forward(x, y, kernels(1));
  }

  private void forward(float[] x, float[] y, RowKernels kernels) {
    if (areFours) {
      maxOfFours(x, y, kernels);
      return;
    }
    for (int p = 0, at = 0; p < places.positions(); p++, at += channels) {
      boolean isFirst = true;
      for (int row = places.top(p); row < places.bottom(p); row++) {
        for (int column = places.left(p); column < places.right(p); column++) {
          int from = places.index(row, column);
          if (isFirst) {
            System.arraycopy(x, from, y, at, channels);
          } else {
            kernels.max(x, from, y, at, channels);
          }
          isFirst = false;
        }
      }
    }
  }

  private void maxOfFours(float[] x, float[] y, RowKernels kernels) {
    for (int down = 0, at = 0; down < places.height(); down++) {
      for (int right = 0; right < places.width(); right++, at += channels) {
        kernels.maxOfFour(x, places.first(down, right), places.line(), y, at, channels);
      }
    }
  }

  /**
   * The gradient of the pictures of a batch.
   *
   * @param x a picture for each sample. Not modified.
   * @param y what {@link #forward} made of them. Not modified.
   * @param yGradient the gradient of {@code y}. Not modified.
   * @param xGradient a picture for each sample. Overwritten.
   */
  public void inputGradient(
      float[][] x,
      float[][] y,
      float[][] yGradient,
      float[][] xGradient,
      int samples,
      Scratch scratch) {
    RowKernels kernels = kernels(samples);
    float[] rest = scratch.array(REST, channels);
    for (int s = 0; s < samples; s++) {
      Arrays.fill(xGradient[s], 0f);
      if (areFours) {
        addToFours(x[s], y[s], yGradient[s], xGradient[s], kernels);
        continue;
      }
      for (int p = 0, at = 0; p < places.positions(); p++, at += channels) {
        // What is passed on once is zero in the rest: later maxima get nothing
        System.arraycopy(yGradient[s], at, rest, 0, channels);
        for (int row = places.top(p); row < places.bottom(p); row++) {
          for (int column = places.left(p); column < places.right(p); column++) {
            int from = places.index(row, column);
            kernels.takeWhereEqual(x[s], y[s], at, rest, xGradient[s], from, channels);
          }
        }
      }
    }
  }

  private void addToFours(
      float[] x, float[] y, float[] yGradient, float[] xGradient, RowKernels kernels) {
    for (int down = 0, at = 0; down < places.height(); down++) {
      for (int right = 0; right < places.width(); right++, at += channels) {
        int first = places.first(down, right);
        kernels.addAtFirstOfFour(x, y, yGradient, at, xGradient, first, places.line(), channels);
      }
    }
  }

  private RowKernels kernels(int samples) {
    RowUse use = areFours ? RowUse.POOLING_OF_FOUR : RowUse.POOLING;
    return Kernels.set().rows(use, places.work(samples));
  }
}

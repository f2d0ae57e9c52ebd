package dev.cortado.kernel;

import java.util.Arrays;

/**
 * Pictures whose places are repeated, and the derivative: the sum over the copies of each place, in
 * order. Generated classes hold one as a constant for each such layer.
 */
public final class UpSampling {
  private final WindowPlaces places;
  private final int channels;

  private UpSampling(Windows windows) {
    places = new WindowPlaces(windows);
    channels = windows.channels();
  }

  /**
   * Repeats places.
   *
   * @param windows over the picture that results, each of which lies over the copies of a place
   */
  public static UpSampling of(Windows windows) {
    return new UpSampling(windows);
  }

  /**
   * Repeats the places of a batch.
   *
   * @param x a picture for each sample. Not modified.
   * @param y a larger picture for each sample. Overwritten.
   */
  public void forward(float[][] x, float[][] y, int samples, Scratch scratch) {
    for (int s = 0; s < samples; s++) {
      forward(x[s], y[s], scratch);
    }
  }

  /** Repeats the places of one sample. */
  public void forward(float[] x, float[] y, Scratch scratch) {
    for (int p = 0, at = 0; p < places.positions(); p++, at += channels) {
      for (int row = places.top(p); row < places.bottom(p); row++) {
        for (int column = places.left(p); column < places.right(p); column++) {
          System.arraycopy(x, at, y, places.index(row, column), channels);
        }
      }
    }
  }

  /**
   * The gradient of the pictures of a batch.
   *
   * @param yGradient the gradient of the larger pictures. Not modified.
   * @param xGradient a picture for each sample. Overwritten.
   */
  public void inputGradient(
      float[][] yGradient, float[][] xGradient, int samples, Scratch scratch) {
    RowKernels kernels = Kernels.set().rows(RowUse.SUMS, places.work(samples));
    for (int s = 0; s < samples; s++) {
      Arrays.fill(xGradient[s], 0f);
      for (int p = 0, at = 0; p < places.positions(); p++, at += channels) {
        for (int row = places.top(p); row < places.bottom(p); row++) {
          for (int column = places.left(p); column < places.right(p); column++) {
            kernels.add(yGradient[s], places.index(row, column), xGradient[s], at, channels);
          }
        }
      }
    }
  }
}

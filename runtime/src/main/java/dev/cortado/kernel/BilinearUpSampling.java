package dev.cortado.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/**
 * Pictures made larger by whole factors, with values between the nearest places: along an axis,
 * place p of the result lies at {@code (p + 0.5) / factor - 0.5} of the picture, and takes {@code
 * (1 - part) · x[below] + part · x[above]}, or what is at the border beyond it. Generated classes
 * hold one as a constant for each such layer.
 *
 * <p>Rows are mixed first, then the places of a row. A gradient adds its terms in the order of the
 * places of the result. So the bits are the same for one sample and for many.
 */
public final class BilinearUpSampling {
  /** The numbers of the scratch arrays. */
  private static final int ROW = 5;

  private final Axis rows;
  private final Axis columns;
  private final int channels;

  private BilinearUpSampling(Axis rows, Axis columns, int channels) {
    this.rows = rows;
    this.columns = columns;
    this.channels = channels;
  }

  /**
   * For pictures of a size.
   *
   * @param rows how many rows a picture has
   * @param columns how many columns it has
   * @param channels how many numbers there are at each place
   * @param down how many times as many rows the result has
   * @param right how many times as many columns
   */
  public static BilinearUpSampling of(int rows, int columns, int channels, int down, int right) {
    return new BilinearUpSampling(new Axis(rows, down), new Axis(columns, right), channels);
  }

  /**
   * Makes the pictures of a batch larger.
   *
   * @param x a picture for each sample. Not modified.
   * @param y a larger picture for each sample. Overwritten.
   */
  public void forward(float[][] x, float[][] y, int samples, Scratch scratch) {
    for (int s = 0; s < samples; s++) {
      forward(x[s], y[s], scratch);
    }
  }

  /** Makes one picture larger. */
  public void forward(float[] x, float[] y, Scratch scratch) {
    int width = columns.size * channels;
    float[] row = scratch.array(ROW, width);
    for (int r = 0, at = 0; r < rows.below.length; r++) {
      mix(x, rows.below[r] * width, rows.above(r) * width, rows.part[r], row, 0, width);
      for (int c = 0; c < columns.below.length; c++, at += channels) {
        int below = columns.below[c] * channels;
        mix(row, below, columns.above(c) * channels, columns.part[c], y, at, channels);
      }
    }
  }

  /** {@code to = x[below] + part · (x[above] - x[below])} for some elements. */
  private static void mix(
      float[] x, int below, int above, float part, float[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] = fma(part, x[above + i] - x[below + i], x[below + i]);
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
    int width = columns.size * channels;
    float[] row = scratch.array(ROW, width);
    for (int s = 0; s < samples; s++) {
      Arrays.fill(xGradient[s], 0f);
      for (int r = 0, at = 0; r < rows.below.length; r++) {
        Arrays.fill(row, 0, width, 0f);
        for (int c = 0; c < columns.below.length; c++, at += channels) {
          int below = columns.below[c] * channels;
          int above = columns.above(c) * channels;
          share(yGradient[s], at, columns.part[c], row, below, above, channels);
        }
        int below = rows.below[r] * width;
        share(row, 0, rows.part[r], xGradient[s], below, rows.above(r) * width, width);
      }
    }
  }

  /** What {@link #mix} does to gradients. */
  private static void share(
      float[] from, int at, float part, float[] to, int below, int above, int count) {
    for (int i = 0; i < count; i++) {
      to[below + i] = fma(1 - part, from[at + i], to[below + i]);
    }
    for (int i = 0; i < count; i++) {
      to[above + i] = fma(part, from[at + i], to[above + i]);
    }
  }

  /** Where the places of a result lie along an axis. */
  private static final class Axis {
    /** How many places the picture has. */
    final int size;

    /** For each place of the result, the place of the picture below it. */
    final int[] below;

    /** How far it is from there to the next, from 0 to below 1. */
    final float[] part;

    Axis(int size, int factor) {
      this.size = size;
      below = new int[size * factor];
      part = new float[size * factor];
      // (p + 0.5) / factor - 0.5, in parts of 2 factor
      long whole = 2L * factor;
      for (int p = 0; p < below.length; p++) {
        long at = Math.max(0, Math.min(2L * p + 1 - factor, whole * (size - 1)));
        below[p] = (int) (at / whole);
        part[p] = (float) (at % whole) / whole;
      }
    }

    int above(int place) {
      return Math.min(below[place] + 1, size - 1);
    }
  }
}

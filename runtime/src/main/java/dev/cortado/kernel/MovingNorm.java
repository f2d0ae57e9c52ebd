package dev.cortado.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/**
 * Batch normalization with moving averages, as predictions use it, with scale and shift: {@code y =
 * (x - mean) · gamma / sqrt(variance + epsilon) + beta} by channel. All four lie in the flat
 * parameters of a network. Generated classes hold one as a constant for each layer.
 *
 * <p>Factors are computed from the parameters in each call: these may change at any time, and a
 * call has far more to do than to divide once a channel. The bits are the same for one sample and
 * for many, and whether {@link Normalized} applies it or it is applied alone.
 */
public final class MovingNorm {
  /** How many numbers are worked off at a time: they and what belongs to them stay in the cache. */
  private static final int BLOCK = 512;

  /** The numbers of the scratch arrays. */
  private static final int CENTER = 8;

  private static final int SCALE = 9;
  private static final int SHIFT = 10;
  private static final int VALUES = 11;

  private final int gamma;
  private final int beta;
  private final int mean;
  private final int variance;
  private final int channels;
  private final float epsilon;

  /** What results are at least. */
  private final float least;

  private final MovingNorm rectified;

  private MovingNorm(
      int gamma,
      int beta,
      int mean,
      int variance,
      int channels,
      float epsilon,
      boolean isRectified) {
    this.gamma = gamma;
    this.beta = beta;
    this.mean = mean;
    this.variance = variance;
    this.channels = channels;
    this.epsilon = epsilon;
    least = isRectified ? 0 : Float.NEGATIVE_INFINITY;
    rectified =
        isRectified ? this : new MovingNorm(gamma, beta, mean, variance, channels, epsilon, true);
  }

  /**
   * A normalization.
   *
   * @param gamma where the factors begin in the parameters; -1 for none
   * @param beta where the summands begin in the parameters; -1 for none
   * @param mean where the moving mean begins in the parameters
   * @param variance where the moving variance begins in the parameters
   * @param channels how many channels there are at a position
   * @param epsilon what is added to the variance
   */
  public static MovingNorm of(
      int gamma, int beta, int mean, int variance, int channels, double epsilon) {
    return new MovingNorm(gamma, beta, mean, variance, channels, (float) epsilon, false);
  }

  /** The same with relu after it: {@code max(y, 0)}. */
  public MovingNorm rectified() {
    return rectified;
  }

  /**
   * Normalizes a batch.
   *
   * @param parameters the flat parameters. Not modified.
   * @param x a row for each sample. Not modified, unless it is also the result.
   * @param y a row for each sample; may be {@code x}. Overwritten.
   */
  public void forward(float[] parameters, float[][] x, float[][] y, int samples, Scratch scratch) {
    if (samples > 0) {
      prepare(parameters, y[0].length, scratch);
    }
    for (int s = 0; s < samples; s++) {
      apply(x[s], y[s], scratch);
    }
  }

  /** Normalizes one sample. */
  public void forward(float[] parameters, float[] x, float[] y, Scratch scratch) {
    prepare(parameters, y.length, scratch);
    apply(x, y, scratch);
  }

  /**
   * Computes the factors, for rows of a length: {@link #apply} is called next with the same
   * scratch.
   */
  void prepare(float[] parameters, int length, Scratch scratch) {
    int size = Math.min(block(), length);
    float[] center = scratch.array(CENTER, size);
    float[] scale = scratch.array(SCALE, size);
    float[] shift = scratch.array(SHIFT, size);
    System.arraycopy(parameters, variance, center, 0, channels);
    copy(parameters, gamma, 1, scale);
    divide(scale, center);
    System.arraycopy(parameters, mean, center, 0, channels);
    copy(parameters, beta, 0, shift);
    for (int done = channels; done < size; done += channels) {
      System.arraycopy(center, 0, center, done, channels);
      System.arraycopy(scale, 0, scale, done, channels);
      System.arraycopy(shift, 0, shift, done, channels);
    }
  }

  private void copy(float[] parameters, int from, float otherwise, float[] to) {
    if (from < 0) {
      Arrays.fill(to, 0, channels, otherwise);
    } else {
      System.arraycopy(parameters, from, to, 0, channels);
    }
  }

  private void divide(float[] scale, float[] variances) {
    for (int c = 0; c < channels; c++) {
      scale[c] /= (float) Math.sqrt(variances[c] + epsilon);
    }
  }

  /** Whole positions, and as many of them as a block holds: one at least. */
  private int block() {
    return channels * Math.max(1, BLOCK / channels);
  }

  /** Normalizes a sample after {@link #prepare}. */
  void apply(float[] x, float[] y, Scratch scratch) {
    int block = block();
    if (y.length <= block) {
      normalize(x, y, y.length, scratch);
      return;
    }
    // HotSpot makes vector instructions of loops over arrays from their beginning
    float[] values = scratch.array(VALUES, block);
    for (int at = 0; at < y.length; at += block) {
      int count = Math.min(block, y.length - at);
      System.arraycopy(x, at, values, 0, count);
      normalize(values, values, count, scratch);
      System.arraycopy(values, 0, y, at, count);
    }
  }

  private void normalize(float[] x, float[] y, int count, Scratch scratch) {
    float[] center = scratch.array(CENTER, count);
    float[] scale = scratch.array(SCALE, count);
    float[] shift = scratch.array(SHIFT, count);
    normalize(x, center, scale, shift, least, y, count);
  }

  private static void normalize(
      float[] x, float[] center, float[] scale, float[] shift, float least, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = Math.max(fma(x[i] - center[i], scale[i], shift[i]), least);
    }
  }
}

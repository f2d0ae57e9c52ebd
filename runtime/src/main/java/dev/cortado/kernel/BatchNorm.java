package dev.cortado.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/**
 * Batch normalization (Ioffe and Szegedy, 2015), without scale and shift: each channel less a mean
 * and divided by the root of a variance. In training they are those of the batch; predictions use
 * moving averages, as {@link MovingNorm} does, which lie in the flat parameters of a network.
 * Generated classes hold one as a constant for each layer.
 *
 * <p>Sums run over the samples in ascending order, for each position and channel on its own, in
 * float; then over the positions, in double. So their bits are always the same. Nothing is
 * allocated beyond the scratch arrays.
 */
public final class BatchNorm {
  private final int mean;
  private final int variance;
  private final int channels;
  private final int positions;
  private final double epsilon;
  private final float momentum;
  private final float rest;

  private BatchNorm(
      int mean, int variance, int channels, int positions, double epsilon, double momentum) {
    this.mean = mean;
    this.variance = variance;
    this.channels = channels;
    this.positions = positions;
    this.epsilon = epsilon;
    this.momentum = (float) momentum;
    rest = (float) (1 - momentum);
  }

  /**
   * The normalization of samples of a size.
   *
   * @param mean where the moving mean begins in the parameters
   * @param variance where the moving variance begins in the parameters
   * @param channels how many channels there are at a position
   * @param positions how many positions a sample has
   * @param epsilon what is added to the variance
   * @param momentum which part of a moving average a step keeps
   */
  public static BatchNorm of(
      int mean, int variance, int channels, int positions, double epsilon, double momentum) {
    return new BatchNorm(mean, variance, channels, positions, epsilon, momentum);
  }

  /**
   * The mean and the variance of each channel over a batch; the variance is the mean of squared
   * differences.
   *
   * @param x a row for each sample. Not modified.
   * @param statistics receives the means in its first row and the variances in its second.
   *     Overwritten.
   */
  public void moments(float[][] x, float[][] statistics, int samples, Scratch scratch) {
    float[] sums = scratch.array(0, size());
    Arrays.fill(sums, 0, size(), 0);
    for (int s = 0; s < samples; s++) {
      Sums.add1(1, x[s], sums, size());
    }
    means(sums, samples, statistics[0]);
    float[] center = scratch.array(1, size());
    spread(statistics[0], center);
    Arrays.fill(sums, 0, size(), 0);
    for (int s = 0; s < samples; s++) {
      addSquares(x[s], center, sums, size());
    }
    means(sums, samples, statistics[1]);
  }

  /**
   * {@code y = (x - mean) / sqrt(variance + epsilon)} with the statistics of the batch.
   *
   * @param x a row for each sample. Not modified.
   * @param statistics what {@link #moments} computed. Not modified.
   * @param y a row for each sample. Overwritten.
   */
  public void normalize(
      float[][] x, float[][] statistics, float[][] y, int samples, Scratch scratch) {
    float[] center = scratch.array(0, size());
    float[] scale = scratch.array(1, size());
    spread(statistics[0], center);
    scales(statistics[1], 0, scale);
    spread(scale, scale);
    for (int s = 0; s < samples; s++) {
      normalize(x[s], center, scale, y[s], size());
    }
  }

  /**
   * The gradient through {@link #normalize} and {@link #moments}: {@code xGradient = (gradient -
   * mean(gradient) - y mean(gradient y)) / sqrt(variance + epsilon)}, with means over the batch.
   *
   * @param gradient the gradient of {@code y}, a row for each sample. Not modified.
   * @param y what {@link #normalize} computed. Not modified.
   * @param statistics what {@link #moments} computed. Not modified.
   * @param xGradient a row for each sample. Overwritten.
   */
  public void gradient(
      float[][] gradient,
      float[][] y,
      float[][] statistics,
      float[][] xGradient,
      int samples,
      Scratch scratch) {
    float[] sums = scratch.array(0, size());
    float[] products = scratch.array(1, size());
    Arrays.fill(sums, 0, size(), 0);
    Arrays.fill(products, 0, size(), 0);
    for (int s = 0; s < samples; s++) {
      Sums.add1(1, gradient[s], sums, size());
      addProducts(gradient[s], y[s], products, size());
    }
    float[] means = scratch.array(2, channels);
    means(sums, samples, means);
    spread(means, sums);
    means(products, samples, means);
    spread(means, products);
    float[] scale = scratch.array(3, size());
    scales(statistics[1], 0, scale);
    spread(scale, scale);
    for (int s = 0; s < samples; s++) {
      gradient(gradient[s], y[s], sums, products, scale, xGradient[s], size());
    }
  }

  /**
   * The gradient through {@link MovingNorm}, which is not scaled: {@code xGradient = gradient /
   * sqrt(variance + epsilon)}.
   *
   * @param parameters the flat parameters. Not modified.
   * @param gradient the gradient of {@code y}. Not modified.
   * @param xGradient receives the gradient. Overwritten.
   */
  public void predictGradient(
      float[] parameters, float[] gradient, float[] xGradient, Scratch scratch) {
    float[] scale = scratch.array(0, channels);
    scales(parameters, variance, scale);
    for (int first = 0; first < size(); first += channels) {
      for (int c = 0; c < channels; c++) {
        xGradient[first + c] = gradient[first + c] * scale[c];
      }
    }
  }

  /**
   * Moves the moving averages towards a batch: {@code moving = moving * momentum + batch * (1 -
   * momentum)}.
   *
   * @param statistics what {@link #moments} computed. Not modified.
   * @param parameters the flat parameters. Modified where they hold the moving averages.
   */
  public void update(float[][] statistics, float[] parameters) {
    for (int c = 0; c < channels; c++) {
      parameters[mean + c] = parameters[mean + c] * momentum + statistics[0][c] * rest;
      parameters[variance + c] = parameters[variance + c] * momentum + statistics[1][c] * rest;
    }
  }

  private int size() {
    return channels * positions;
  }

  /** For each channel, the mean over positions and samples of what was summed over samples. */
  private void means(float[] sums, int samples, float[] to) {
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      for (int i = c; i < size(); i += channels) {
        sum += sums[i];
      }
      to[c] = (float) (sum / ((double) samples * positions));
    }
  }

  /** The same numbers by channel at each position. */
  private void spread(float[] byChannel, float[] to) {
    for (int first = 0; first < size(); first += channels) {
      System.arraycopy(byChannel, 0, to, first, channels);
    }
  }

  /** What each channel is multiplied by. */
  private void scales(float[] variances, int from, float[] to) {
    for (int c = 0; c < channels; c++) {
      to[c] = (float) (1 / Math.sqrt(variances[from + c] + epsilon));
    }
  }

  private static void addSquares(float[] x, float[] center, float[] sums, int length) {
    for (int i = 0; i < length; i++) {
      float difference = x[i] - center[i];
      sums[i] = fma(difference, difference, sums[i]);
    }
  }

  private static void addProducts(float[] x, float[] y, float[] sums, int length) {
    for (int i = 0; i < length; i++) {
      sums[i] = fma(x[i], y[i], sums[i]);
    }
  }

  private static void normalize(float[] x, float[] center, float[] scale, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = (x[i] - center[i]) * scale[i];
    }
  }

  private static void gradient(
      float[] gradient,
      float[] y,
      float[] means,
      float[] products,
      float[] scale,
      float[] to,
      int length) {
    for (int i = 0; i < length; i++) {
      to[i] = (gradient[i] - means[i] - y[i] * products[i]) * scale[i];
    }
  }
}

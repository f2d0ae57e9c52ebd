package dev.cortado.kernel;

/**
 * Groups of elements of a sample, each less its mean and divided by its standard deviation, and the
 * derivative of that. A sample is a grid {@code (blocks, positions, channels)}; a group is a range
 * of channels at all positions of a block. Generated classes hold one as a constant for each layer
 * that normalizes. Sums are in double and in a fixed order. Nothing is allocated.
 */
public final class Normalization {
  private final int blocks;
  private final int positions;
  private final int channels;
  private final int groups;
  private final double epsilon;
  private final boolean centered;

  private Normalization(
      int blocks, int positions, int channels, int groups, double epsilon, boolean centered) {
    this.blocks = blocks;
    this.positions = positions;
    this.channels = channels;
    this.groups = groups;
    this.epsilon = epsilon;
    this.centered = centered;
  }

  /**
   * The normalization of samples of a size.
   *
   * @param blocks how many blocks a sample has
   * @param positions how many positions a block has
   * @param channels how many channels there are at a position
   * @param groups how many groups the channels of a block make: a divisor of their number
   * @param epsilon what is added to the variance
   * @param centered whether means are subtracted; else the mean of squares stands for the variance
   */
  public static Normalization of(
      int blocks, int positions, int channels, int groups, double epsilon, boolean centered) {
    return new Normalization(blocks, positions, channels, groups, epsilon, centered);
  }

  /**
   * {@code to = (from - mean) / sqrt(variance + epsilon)} for each group.
   *
   * @param from the sample. Not modified.
   * @param to receives the result. Overwritten.
   */
  public void forward(float[] from, float[] to) {
    for (int block = 0; block < blocks; block++) {
      for (int group = 0; group < groups; group++) {
        int start = start(block, group);
        double mean = mean(from, start);
        float center = (float) mean;
        float scale = scale(from, start, mean);
        for (int p = 0; p < positions; p++) {
          int first = start + p * channels;
          for (int i = first; i < first + width(); i++) {
            to[i] = (from[i] - center) * scale;
          }
        }
      }
    }
  }

  /**
   * The gradient through {@link #forward}: {@code to = (gradient - mean(gradient) - y mean(gradient
   * y)) / sqrt(variance + epsilon)}, the first mean only where means are subtracted.
   *
   * @param from the sample. Not modified.
   * @param y what {@link #forward} made of it. Not modified.
   * @param gradient the gradient of {@code y}. Not modified.
   * @param to receives the gradient of the sample. Overwritten.
   */
  public void gradient(float[] from, float[] y, float[] gradient, float[] to) {
    for (int block = 0; block < blocks; block++) {
      for (int group = 0; group < groups; group++) {
        int start = start(block, group);
        float scale = scale(from, start, mean(from, start));
        float center = (float) mean(gradient, start);
        double products = 0;
        for (int p = 0; p < positions; p++) {
          int first = start + p * channels;
          products += Moments.products(gradient, y, first, first + width());
        }
        float along = (float) (products / size());
        for (int p = 0; p < positions; p++) {
          int first = start + p * channels;
          for (int i = first; i < first + width(); i++) {
            to[i] = (gradient[i] - center - y[i] * along) * scale;
          }
        }
      }
    }
  }

  private int start(int block, int group) {
    return block * positions * channels + group * width();
  }

  private int width() {
    return channels / groups;
  }

  private int size() {
    return positions * width();
  }

  /** The mean of a group, or 0 where none is subtracted. */
  private double mean(float[] values, int start) {
    double sum = 0;
    for (int p = 0; centered && p < positions; p++) {
      int first = start + p * channels;
      sum += Moments.sum(values, first, first + width());
    }
    return sum / size();
  }

  private float scale(float[] values, int start, double mean) {
    double squares = 0;
    for (int p = 0; p < positions; p++) {
      int first = start + p * channels;
      squares += Moments.squares(values, first, first + width(), mean);
    }
    return (float) (1 / Math.sqrt(squares / size() + epsilon));
  }
}

package dev.cortado.explain;

import dev.cortado.model.Model;

/**
 * Integrated gradients (Sundararajan, Taly and Yan 2017, "Axiomatic Attribution for Deep
 * Networks"): each input's part in the difference between a sample's score and that of a baseline
 * x',
 *
 * <pre>(x - x') * ∫ ∂score/∂x (x' + a (x - x')) da, a from 0 to 1,</pre>
 *
 * by the midpoint rule: the mean of the gradients at the middles of equal steps. The steps run as
 * batches. The network predicts: dropout is off, and batch normalization uses its moving averages.
 *
 * <p>Needs {@code @Network(explain = true)}. It owns arrays, so each thread takes one of its own;
 * it sees the parameters that the network has when it is called.
 */
public final class IntegratedGradients {
  /** How many steps run together at most. */
  private static final int BATCH = 64;

  private final InputGradients gradients;
  private final int steps;
  private final float[][] baseline;
  private final float[][][] points;

  private IntegratedGradients(InputGradients gradients, int steps, float[][] baseline) {
    this.gradients = gradients;
    this.steps = steps;
    this.baseline = baseline;
    points = new float[gradients.inputCount()][gradients.capacity()][];
    for (int i = 0; i < points.length; i++) {
      for (int s = 0; s < gradients.capacity(); s++) {
        points[i][s] = new float[baseline[i].length];
      }
    }
  }

  /**
   * Explains the only output of a network by its {@link Score#LOGIT}, in 50 steps from a baseline
   * of zeros.
   *
   * @throws IllegalArgumentException where there are several outputs
   * @throws IllegalStateException where the network was not declared {@code @Network(explain =
   *     true)}
   */
  public static IntegratedGradients of(Model network) {
    return of(network, InputGradients.theOutput(network), Score.LOGIT);
  }

  /**
   * Explains an output of a network, in 50 steps from a baseline of zeros.
   *
   * @throws IllegalArgumentException where the network has no such output
   * @throws IllegalStateException where the network was not declared {@code @Network(explain =
   *     true)}
   */
  public static IntegratedGradients of(Model network, String output, Score score) {
    InputGradients gradients = InputGradients.of(network, output, score, BATCH);
    return new IntegratedGradients(gradients, 50, gradients.newRows());
  }

  /** The same with another number of steps, at least 1; it shares this one's arrays. */
  public IntegratedGradients steps(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("steps are at least 1, but are " + number);
    }
    return new IntegratedGradients(gradients, number, baseline);
  }

  /**
   * The same from another baseline: a sample without what is to be explained, for example a black
   * picture, or the means of the features. It shares this one's arrays.
   *
   * @param sample for each input, its values. Copied.
   */
  public IntegratedGradients baseline(float[]... sample) {
    gradients.require("a baseline", sample);
    float[][] copies = new float[sample.length][];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = sample[i].clone();
    }
    return new IntegratedGradients(gradients, steps, copies);
  }

  /**
   * The attributions of a score.
   *
   * @param element the element of the output, for example the class
   * @param sample for each input, its values. Not modified.
   */
  public Attribution of(int element, float[]... sample) {
    gradients.requireElement(element);
    gradients.require("a sample", sample);
    float score = scoreAt(element, sample, 1);
    float baselineScore = scoreAt(element, sample, 0);
    double[][] sums = new double[sample.length][];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new double[sample[i].length];
    }
    for (int from = 0; from < steps; from += gradients.capacity()) {
      int count = Math.min(gradients.capacity(), steps - from);
      for (int s = 0; s < count; s++) {
        point(sample, s, (from + s + 0.5) / steps);
      }
      run(element, count);
      for (int i = 0; i < sums.length; i++) {
        for (int s = 0; s < count; s++) {
          addTo(sums[i], gradients.gradient(i)[s]);
        }
      }
    }
    gradients.release();
    float[][] values = gradients.newRows();
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        double way = (double) sample[i][j] - baseline[i][j];
        values[i][j] = (float) (way * sums[i][j] / steps);
      }
    }
    return new Attribution(values, score, baselineScore);
  }

  private float scoreAt(int element, float[][] sample, double part) {
    point(sample, 0, part);
    run(element, 1);
    return gradients.score(element, 0);
  }

  /** Sets a row to the point some part of the way from the baseline to a sample. */
  private void point(float[][] sample, int row, double part) {
    for (int i = 0; i < sample.length; i++) {
      float[] point = points[i][row];
      for (int j = 0; j < point.length; j++) {
        point[j] = (float) (baseline[i][j] + part * ((double) sample[i][j] - baseline[i][j]));
      }
    }
  }

  private void run(int element, int samples) {
    for (int i = 0; i < points.length; i++) {
      gradients.input(i, points[i], samples);
    }
    gradients.run(element, samples);
  }

  private static void addTo(double[] sums, float[] row) {
    for (int j = 0; j < row.length; j++) {
      sums[j] += row[j];
    }
  }
}

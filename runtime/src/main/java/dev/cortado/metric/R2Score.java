package dev.cortado.metric;

import dev.cortado.model.Layer;
import java.util.Arrays;

/**
 * {@code 1 - Σ (target - prediction)² / Σ (target - mean of targets)²}, the coefficient of
 * determination, and its mean over the values along the last axis: Keras's {@code R2Score} with its
 * uniform average. 1 at best, 0 for a model that always says the mean, and 0 for a target that does
 * not vary.
 */
record R2Score() implements Metric {

  @Override
  public String name() {
    return "r2_score";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Accumulator on(Layer output, int targetSize) {
    Groups.requireDense(name(), output, targetSize);
    return new Variation(output.shape().last());
  }

  /**
   * For each value its target's mean and squared distances from it, updated as by Welford (1962),
   * which loses no digits where the mean is large.
   */
  private static final class Variation implements Accumulator {
    private double count;
    private final double[] means;
    private final double[] distances;
    private final double[] residuals;

    private Variation(int size) {
      means = new double[size];
      distances = new double[size];
      residuals = new double[size];
    }

    @Override
    public void add(float[] prediction, float[] target, float weight) {
      if (weight == 0) {
        return;
      }
      for (int from = 0; from < target.length; from += means.length) {
        count += weight;
        for (int i = 0; i < means.length; i++) {
          double y = target[from + i];
          double residual = y - prediction[from + i];
          double distance = y - means[i];
          means[i] += distance * weight / count;
          distances[i] += weight * distance * (y - means[i]);
          residuals[i] += weight * residual * residual;
        }
      }
    }

    @Override
    public void merge(Accumulator other) {
      Variation more = (Variation) other;
      if (more.count == 0) {
        return;
      }
      double sum = count + more.count;
      for (int i = 0; i < means.length; i++) {
        double distance = more.means[i] - means[i];
        means[i] += distance * more.count / sum;
        distances[i] += more.distances[i] + distance * distance * count * more.count / sum;
        residuals[i] += more.residuals[i];
      }
      count = sum;
    }

    @Override
    public double result() {
      double sum = 0;
      for (int i = 0; i < means.length; i++) {
        sum += distances[i] == 0 ? 0 : 1 - residuals[i] / distances[i];
      }
      return sum / means.length;
    }

    @Override
    public void reset() {
      restore(new double[1 + 3 * means.length]);
    }

    @Override
    public double[] state() {
      int size = means.length;
      double[] state = Arrays.copyOf(new double[] {count}, 1 + 3 * size);
      System.arraycopy(means, 0, state, 1, size);
      System.arraycopy(distances, 0, state, 1 + size, size);
      System.arraycopy(residuals, 0, state, 1 + 2 * size, size);
      return state;
    }

    @Override
    public void restore(double[] state) {
      int size = means.length;
      count = state[0];
      System.arraycopy(state, 1, means, 0, size);
      System.arraycopy(state, 1 + size, distances, 0, size);
      System.arraycopy(state, 1 + 2 * size, residuals, 0, size);
    }
  }
}

package dev.cortado.loss;

import dev.cortado.model.Head;
import dev.cortado.model.Layer;

/**
 * The cross-entropy of one class out of several, along the last axis; the mean over the other axes.
 *
 * @param sparse whether targets are indices of classes
 */
record CategoricalCrossentropy(boolean sparse) implements Loss {
  private static final double EPSILON = 1e-7;
  private static final double SUM_TOLERANCE = 1e-3;

  @Override
  public String name() {
    return sparse ? "sparse_categorical_crossentropy" : "categorical_crossentropy";
  }

  @Override
  public OutputLoss on(Layer output) {
    int classes = output.shape().last();
    if (classes < 2) {
      throw new IllegalArgumentException(
          "%s needs at least 2 classes along the last axis, but layer '%s' has the shape %s; use BINARY_CROSSENTROPY for one"
              .formatted(name(), output.name(), output.shape()));
    }
    return new OnOutput(
        classes, output.shape().size() / classes, sparse, output.head() == Head.SOFTMAX);
  }

  private record OnOutput(int classes, int groups, boolean sparse, boolean fromLogits)
      implements OutputLoss {

    @Override
    public int targetSize() {
      return sparse ? groups : groups * classes;
    }

    @Override
    public String problemWith(float[] target) {
      if (sparse) {
        for (int i = 0; i < target.length; i++) {
          if (target[i] != Math.rint(target[i]) || !(target[i] >= 0 && target[i] < classes)) {
            return "label %s at index %d is no class from 0 to %d"
                .formatted(target[i], i, classes - 1);
          }
        }
        return null;
      }
      for (int group = 0; group < groups; group++) {
        double sum = 0;
        for (int i = group * classes; i < (group + 1) * classes; i++) {
          if (!(target[i] >= 0 && target[i] <= 1)) {
            return "value %d of the target is %s, but probabilities lie from 0 to 1"
                .formatted(i, target[i]);
          }
          sum += target[i];
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
          return "the target's probabilities sum to %s, not 1; use Labels.oneHot, or SPARSE_CATEGORICAL_CROSSENTROPY"
              .formatted((float) sum);
        }
      }
      return null;
    }

    @Override
    public double sample(float[] prediction, float[] target, float scale, float[] gradient) {
      double sum = 0;
      for (int group = 0; group < groups; group++) {
        sum +=
            fromLogits
                ? logits(prediction, target, group, scale / groups, gradient)
                : probabilities(prediction, target, group, scale / groups, gradient);
      }
      return sum / groups;
    }

    private double target(float[] target, int group, int c) {
      return sparse ? ((int) target[group] == c ? 1 : 0) : target[group * classes + c];
    }

    /** {@code Σ y · (log Σ exp(x) - x)}, with the gradient {@code softmax(x) · Σ y - y}. */
    private double logits(float[] x, float[] target, int group, float scale, float[] gradient) {
      int from = group * classes;
      double greatest = x[from];
      for (int c = 1; c < classes; c++) {
        greatest = Math.max(greatest, x[from + c]);
      }
      double sum = 0;
      double weight = 0;
      for (int c = 0; c < classes; c++) {
        sum += Math.exp(x[from + c] - greatest);
        weight += target(target, group, c);
      }
      double logarithm = greatest + Math.log(sum);
      double loss = 0;
      for (int c = 0; c < classes; c++) {
        double y = target(target, group, c);
        loss += y == 0 ? 0 : y * (logarithm - x[from + c]);
        if (gradient != null) {
          gradient[from + c] = (float) (scale * (weight * Math.exp(x[from + c] - logarithm) - y));
        }
      }
      return loss;
    }

    /**
     * Keras's form: probabilities are scaled to sum to 1, then clipped; what is clipped has no
     * gradient of its own.
     */
    private double probabilities(
        float[] p, float[] target, int group, float scale, float[] gradient) {
      int from = group * classes;
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += p[from + c];
      }
      double loss = 0;
      double shared = 0;
      for (int c = 0; c < classes; c++) {
        double q = p[from + c] / sum;
        double y = target(target, group, c);
        loss -= y * Math.log(Math.min(Math.max(q, EPSILON), 1 - EPSILON));
        shared += isClipped(q) ? 0 : y;
      }
      for (int c = 0; c < classes && gradient != null; c++) {
        double q = p[from + c] / sum;
        double own = isClipped(q) ? 0 : target(target, group, c) / p[from + c];
        gradient[from + c] = (float) (scale * (shared / sum - own));
      }
      return loss;
    }

    private static boolean isClipped(double q) {
      return q < EPSILON || q > 1 - EPSILON;
    }
  }
}

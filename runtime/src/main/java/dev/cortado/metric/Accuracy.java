package dev.cortado.metric;

import dev.cortado.model.Layer;

/** The fraction of samples, or of groups along the last axis, whose class is predicted. */
record Accuracy() implements Metric {

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Accumulator on(Layer output, int targetSize) {
    int classes = output.shape().last();
    int size = output.shape().size();
    if (targetSize != size && targetSize != size / classes) {
      throw new IllegalArgumentException(
          "accuracy of layer '%s' of shape %s takes %d or %d target values, not %d"
              .formatted(output.name(), output.shape(), size, size / classes, targetSize));
    }
    return new Count(classes, size / classes, classes > 1 && targetSize == size / classes);
  }

  private static final class Count implements Accumulator {
    private final int classes;
    private final int groups;
    private final boolean sparse;
    private double right;
    private double total;

    private Count(int classes, int groups, boolean sparse) {
      this.classes = classes;
      this.groups = groups;
      this.sparse = sparse;
    }

    @Override
    public void add(float[] prediction, float[] target, float weight) {
      for (int group = 0; group < groups; group++) {
        boolean hit =
            classes == 1
                ? (prediction[group] > 0.5f ? 1 : 0) == target[group]
                : greatest(prediction, group)
                    == (sparse ? (int) target[group] : greatest(target, group));
        right += hit ? weight : 0;
        total += weight;
      }
    }

    private int greatest(float[] values, int group) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (values[group * classes + c] > values[group * classes + best]) {
          best = c;
        }
      }
      return best;
    }

    @Override
    public void merge(Accumulator other) {
      right += ((Count) other).right;
      total += ((Count) other).total;
    }

    @Override
    public double result() {
      return total == 0 ? 0 : right / total;
    }

    @Override
    public void reset() {
      right = 0;
      total = 0;
    }

    @Override
    public double[] state() {
      return new double[] {right, total};
    }

    @Override
    public void restore(double[] state) {
      right = state[0];
      total = state[1];
    }
  }
}

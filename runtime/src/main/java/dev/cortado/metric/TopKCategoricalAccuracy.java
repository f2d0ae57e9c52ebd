package dev.cortado.metric;

import dev.cortado.model.Layer;

/**
 * The fraction of groups along the last axis whose class is among the k greatest values: Keras's
 * {@code TopKCategoricalAccuracy} and {@code SparseTopKCategoricalAccuracy}. A class is among them
 * where fewer than k values are greater than its own.
 *
 * @param name the name in reports; {@code top_k_categorical_accuracy} or {@code
 *     sparse_top_k_categorical_accuracy} unless given
 * @param k at least 1, less than there are classes; 5 unless given
 * @param sparse whether targets are indices of classes
 */
public record TopKCategoricalAccuracy(String name, int k, boolean sparse) implements Metric {
  /** Checks k. */
  public TopKCategoricalAccuracy {
    if (k < 1) {
      throw new IllegalArgumentException("the k of %s is at least 1, not %d".formatted(name, k));
    }
  }

  /** This with another name. */
  public TopKCategoricalAccuracy name(String value) {
    return new TopKCategoricalAccuracy(value, k, sparse);
  }

  /** This with another k. */
  public TopKCategoricalAccuracy k(int value) {
    return new TopKCategoricalAccuracy(name, value, sparse);
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Accumulator on(Layer output, int targetSize) {
    Groups groups = Groups.of(name, output, targetSize, sparse);
    if (k >= groups.classes()) {
      throw new IllegalArgumentException(
          "%s with a k of %d is always 1 for layer '%s' of shape %s; give a k less than its %d classes"
              .formatted(name, k, output.name(), output.shape(), groups.classes()));
    }
    return new Count(groups, k);
  }

  private static final class Count extends MeanAccumulator {
    private final Groups groups;
    private final int k;

    private Count(Groups groups, int k) {
      this.groups = groups;
      this.k = k;
    }

    @Override
    double value(float[] prediction, float[] target) {
      int right = 0;
      for (int group = 0; group < groups.count(); group++) {
        int label = groups.label(target, group);
        boolean known = label >= 0 && label < groups.classes();
        right += known && rank(prediction, group * groups.classes(), label) < k ? 1 : 0;
      }
      return (double) right / groups.count();
    }

    /** How many values are greater; all, where a value is NaN. */
    private int rank(float[] prediction, int from, int label) {
      int greater = 0;
      for (int i = from; i < from + groups.classes(); i++) {
        greater += prediction[i] <= prediction[from + label] ? 0 : 1;
      }
      return greater;
    }
  }
}

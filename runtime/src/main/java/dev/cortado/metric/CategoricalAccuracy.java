package dev.cortado.metric;

import dev.cortado.model.Layer;

/**
 * The fraction of groups along the last axis whose greatest value is that of their class: Keras's
 * {@code CategoricalAccuracy} and {@code SparseCategoricalAccuracy}. Of equal values the first is
 * the greatest.
 *
 * @param sparse whether targets are indices of classes
 */
record CategoricalAccuracy(boolean sparse) implements Metric {

  @Override
  public String name() {
    return sparse ? "sparse_categorical_accuracy" : "categorical_accuracy";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Accumulator on(Layer output, int targetSize) {
    return new Count(Groups.of(name(), output, targetSize, sparse));
  }

  private static final class Count extends MeanAccumulator {
    private final Groups groups;

    private Count(Groups groups) {
      this.groups = groups;
    }

    @Override
    double value(float[] prediction, float[] target) {
      int right = 0;
      for (int group = 0; group < groups.count(); group++) {
        right += groups.greatest(prediction, group) == groups.label(target, group) ? 1 : 0;
      }
      return (double) right / groups.count();
    }
  }
}

package dev.cortado.metric;

import dev.cortado.model.Layer;

/**
 * The fraction of groups along the last axis whose class is predicted, as Keras resolves {@code
 * "accuracy"}: binary for one unit, else categorical or sparse categorical as the targets are.
 */
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
    Groups groups = Groups.of(name(), output, targetSize);
    Metric resolved =
        groups.classes() == 1
            ? BINARY_ACCURACY
            : groups.sparse() ? SPARSE_CATEGORICAL_ACCURACY : CATEGORICAL_ACCURACY;
    return resolved.on(output, targetSize);
  }
}

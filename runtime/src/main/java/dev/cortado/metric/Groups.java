package dev.cortado.metric;

import dev.cortado.model.Layer;

/**
 * An output's groups of values along its last axis, one value a class, and what their targets are:
 * as many values, or the index of a class for each group. An index that is none of the classes,
 * such as one that a loss ignores, equals none.
 *
 * @param classes the number of values in a group
 * @param count the number of groups
 * @param sparse whether targets are indices
 */
record Groups(int classes, int count, boolean sparse) {

  /** With either kind of targets, whichever the number of target values says. */
  static Groups of(String metric, Layer output, int targetSize) {
    Groups dense = new Groups(output.shape().last(), size(output) / output.shape().last(), false);
    if (targetSize == dense.size()) {
      return dense;
    }
    if (targetSize == dense.count) {
      return new Groups(dense.classes, dense.count, true);
    }
    throw new IllegalArgumentException(
        "%s of layer '%s' of shape %s takes %d or %d target values, not %d; give one target value for each value of the output, or one label for each group along its last axis"
            .formatted(
                metric, output.name(), output.shape(), dense.size(), dense.count, targetSize));
  }

  /** With one target value for each value, or else with an index for each group. */
  static Groups of(String metric, Layer output, int targetSize, boolean sparse) {
    Groups groups = of(metric, output, targetSize);
    if (groups.classes < 2) {
      throw new IllegalArgumentException(
          "%s needs at least 2 classes along the last axis, but layer '%s' has the shape %s; use BINARY_ACCURACY for one"
              .formatted(metric, output.name(), output.shape()));
    }
    if (groups.sparse != sparse) {
      throw new IllegalArgumentException(
          "%s of layer '%s' of shape %s takes %s as targets, but the output's loss takes %s; use the metric that is%s sparse"
              .formatted(
                  metric,
                  output.name(),
                  output.shape(),
                  sparse ? "indices of classes" : "one-hot rows",
                  sparse ? "one-hot rows" : "indices of classes",
                  sparse ? " not" : ""));
    }
    return groups;
  }

  /**
   * @throws IllegalArgumentException where targets are not one for each value of an output
   */
  static void requireDense(String metric, Layer output, int targetSize) {
    if (targetSize != size(output)) {
      throw new IllegalArgumentException(
          "%s of layer '%s' of shape %s takes %d target values, not %d; give one for each value of the output"
              .formatted(metric, output.name(), output.shape(), size(output), targetSize));
    }
  }

  private static int size(Layer output) {
    return output.shape().size();
  }

  /** How many values the output has. */
  int size() {
    return classes * count;
  }

  /** A group's target for one class. */
  float target(float[] target, int group, int c) {
    return sparse ? (target[group] == c ? 1 : 0) : target[group * classes + c];
  }

  /** A group's class. */
  int label(float[] target, int group) {
    return sparse ? (int) target[group] : greatest(target, group);
  }

  /** The class of a group's greatest value: the first of several. */
  int greatest(float[] values, int group) {
    return greatest(values, group * classes, classes);
  }

  /** Which of {@code size} values from {@code from} on is the greatest: the first of several. */
  static int greatest(float[] values, int from, int size) {
    int best = 0;
    for (int c = 1; c < size; c++) {
      if (values[from + c] > values[from + best]) {
        best = c;
      }
    }
    return best;
  }
}

package dev.cortado.loss;

import dev.cortado.model.Layer;

/**
 * The classes of an output: one value each along its last axis.
 *
 * @param count the number of classes
 * @param groups how many groups of classes the other axes make
 */
record Classes(int count, int groups) {
  private static final double SUM_TOLERANCE = 1e-3;

  /**
   * The classes of an output.
   *
   * @throws IllegalArgumentException where there is only one
   */
  static Classes of(Layer output, Loss loss) {
    int count = output.shape().last();
    if (count < 2) {
      throw new IllegalArgumentException(
          "%s needs at least 2 classes along the last axis, but layer '%s' has the shape %s; use BINARY_CROSSENTROPY or HINGE for one"
              .formatted(loss.name(), output.name(), output.shape()));
    }
    return new Classes(count, output.shape().size() / count);
  }

  /** How many values the output has. */
  int size() {
    return groups * count;
  }

  /** What keeps a target from being one distribution a group, and how to mend it, or null. */
  String problemWithDistributions(String loss, float[] target) {
    String problem = TargetDomain.PROBABILITY.problemWith(loss, target);
    for (int from = 0; from < target.length && problem == null; from += count) {
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += target[i];
      }
      if (Math.abs(sum - 1) > SUM_TOLERANCE) {
        problem =
            "values %d to %d of the target sum to %s, but the probabilities that %s takes sum to 1; use Labels.oneHot, SPARSE_CATEGORICAL_CROSSENTROPY for indices of classes, or BINARY_CROSSENTROPY for several classes at once"
                .formatted(from, from + count - 1, (float) sum, loss);
      }
    }
    return problem;
  }
}

package dev.cortado.data;

import java.util.List;

/** Classes as numbers; {@link Vocabulary} makes them of names. */
public final class Labels {
  private Labels() {}

  /**
   * A row for each label with a 1 at its index.
   *
   * @throws IllegalArgumentException where a label is no class from 0 to {@code classes - 1}
   */
  public static float[][] oneHot(int[] labels, int classes) {
    float[][] rows = new float[labels.length][classes];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label %d at index %d is no class from 0 to %d".formatted(labels[i], i, classes - 1));
      }
      rows[i][labels[i]] = 1;
    }
    return rows;
  }

  /** The index of the greatest value: the first of several. */
  public static int argMax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The classes of targets: of one output, each an index or a row with a single 1. */
  static int[] classes(List<float[][]> targets) {
    if (targets.size() != 1) {
      throw new IllegalArgumentException(
          "the samples have targets of %d outputs, but classes are those of one; split the rows yourself"
              .formatted(targets.size()));
    }
    float[][] rows = targets.get(0);
    int[] classes = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      classes[row] = rows[row].length == 1 ? (int) rows[row][0] : argMax(rows[row]);
      if (!isClass(rows[row], classes[row])) {
        throw new IllegalArgumentException(
            "the target of row %d is no class: it is neither a whole number nor a row with a single 1"
                .formatted(row));
      }
    }
    return classes;
  }

  private static boolean isClass(float[] target, int label) {
    if (target.length == 1) {
      return target[0] == label;
    }
    float sum = 0;
    for (float value : target) {
      sum += Math.abs(value);
    }
    return sum == 1 && target[label] == 1;
  }
}

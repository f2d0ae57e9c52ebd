package dev.cortado.data;

/** Classes as numbers. */
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
}

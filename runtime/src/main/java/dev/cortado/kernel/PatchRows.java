package dev.cortado.kernel;

/**
 * The patches of consecutive positions of consecutive samples as rows, and what belongs to them.
 */
final class PatchRows {
  private final Windows windows;
  private final Patches patches;
  private final int filters;
  private final int groups;

  /**
   * Rows.
   *
   * @param filters how many results there are at a position
   * @param groups into how many groups they and the channels are divided
   */
  PatchRows(Windows windows, Patches patches, int filters, int groups) {
    this.windows = windows;
    this.patches = patches;
    this.filters = filters;
    this.groups = groups;
  }

  /** Copies patches from a position on, at most so many, and ends with a sample; how many. */
  int copy(float[][] x, int sample, int position, int last, int group, float[][] to, int most) {
    int width = windows.columns().positions();
    int height = windows.rows().positions();
    int down = position / width;
    int right = position % width;
    int n = 0;
    for (int s = sample; n < most && s < last; n++) {
      patches.copy(x[s], down, right, group, to[n]);
      if (++right == width) {
        right = 0;
        if (++down == height) {
          down = 0;
          s++;
        }
      }
    }
    return n;
  }

  /** Adds patches to the pictures that they are of, from a position on. */
  void add(
      float[][] from,
      int count,
      int sample,
      int position,
      int group,
      float[][] x,
      RowKernels rowKernels) {
    int width = windows.columns().positions();
    int height = windows.rows().positions();
    int down = position / width;
    int right = position % width;
    int s = sample;
    for (int n = 0; n < count; n++) {
      patches.add(from[n], down, right, group, x[s], rowKernels);
      if (++right == width) {
        right = 0;
        if (++down == height) {
          down = 0;
          s++;
        }
      }
    }
  }

  /** Copies the results of a group of filters as {@link #copy} does patches. */
  int copyResults(
      float[][] from, int sample, int position, int last, int group, float[][] to, int most) {
    int outer = filters / groups;
    int n = 0;
    for (int s = sample, p = position; n < most && s < last; n++) {
      System.arraycopy(from[s], p * filters + group * outer, to[n], 0, outer);
      if (++p == windows.positions()) {
        p = 0;
        s++;
      }
    }
    return n;
  }
}

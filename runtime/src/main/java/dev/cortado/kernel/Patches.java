package dev.cortado.kernel;

import java.util.Arrays;

/**
 * What windows lie over: the patch of a position holds, for each place of the window row by row,
 * the channels of one group of the picture's channels; 0 where the window lies over padding.
 */
final class Patches {
  /** Fewer numbers are copied one by one. */
  private static final int FEW = 12;

  private final Windows windows;
  private final int group;
  private final boolean inRuns;

  /**
   * The patches of a picture.
   *
   * @param windows the windows
   * @param groups into how many groups its channels are divided, of which a patch holds one
   */
  Patches(Windows windows, int groups) {
    this.windows = windows;
    group = windows.channels() / groups;
    inRuns = groups == 1 && windows.columns().dilation() == 1;
  }

  /** How many numbers a patch has. */
  int length() {
    return windows.area() * group;
  }

  /**
   * Copies a patch from a picture.
   *
   * @param down how many positions the window has moved down
   * @param right how many it has moved to the right
   * @param ofGroup the group of channels
   */
  void copy(float[] picture, int down, int right, int ofGroup, float[] patch) {
    WindowAxis rows = windows.rows();
    int top = rows.start(down);
    int left = windows.columns().start(right);
    int width = windows.columns().window() * group;
    if (inRuns && rows.covers(top) && windows.columns().covers(left)) {
      copyInside(picture, top, left, width, patch);
      return;
    }
    for (int k = 0, at = 0; k < rows.window(); k++, at += width) {
      int row = top + k * rows.dilation();
      if (row < 0 || row >= rows.size()) {
        Arrays.fill(patch, at, at + width, 0f);
      } else if (inRuns) {
        copyRun(picture, row, left, patch, at);
      } else {
        copyPlaces(picture, row, left, ofGroup * group, patch, at);
      }
    }
  }

  /** Copies a patch that lies within the picture, and whose places lie side by side. */
  private void copyInside(float[] picture, int top, int left, int width, float[] patch) {
    int line = windows.columns().size() * group;
    int step = windows.rows().dilation() * line;
    int length = windows.rows().window() * width;
    for (int at = 0, from = top * line + left * group; at < length; at += width, from += step) {
      copy(picture, from, patch, at, width);
    }
  }

  /** Copies a row of a patch whose places lie side by side. */
  private void copyRun(float[] picture, int row, int left, float[] patch, int at) {
    WindowAxis columns = windows.columns();
    int first = Math.min(Math.max(0, -left), columns.window());
    int last = Math.max(first, Math.min(columns.window(), columns.size() - left));
    int from = (row * columns.size() + left + first) * group;
    int begin = at + first * group;
    int end = at + last * group;
    Arrays.fill(patch, at, begin, 0f);
    copy(picture, from, patch, begin, end - begin);
    Arrays.fill(patch, end, at + columns.window() * group, 0f);
  }

  /** Copies a row of a patch place by place. */
  private void copyPlaces(float[] picture, int row, int left, int channel, float[] patch, int at) {
    WindowAxis columns = windows.columns();
    for (int k = 0, to = at; k < columns.window(); k++, to += group) {
      int column = left + k * columns.dilation();
      if (column < 0 || column >= columns.size()) {
        Arrays.fill(patch, to, to + group, 0f);
      } else {
        int from = (row * columns.size() + column) * windows.channels() + channel;
        copy(picture, from, patch, to, group);
      }
    }
  }

  private static void copy(float[] from, int first, float[] to, int at, int length) {
    if (length > FEW) {
      System.arraycopy(from, first, to, at, length);
      return;
    }
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      to[at + i] = from[first + i];
      to[at + i + 1] = from[first + i + 1];
      to[at + i + 2] = from[first + i + 2];
      to[at + i + 3] = from[first + i + 3];
    }
    if ((length & 2) != 0) {
      to[at + i] = from[first + i];
      to[at + i + 1] = from[first + i + 1];
      i += 2;
    }
    if ((length & 1) != 0) {
      to[at + i] = from[first + i];
    }
  }

  /**
   * Adds a patch to a picture, the reverse of {@link #copy}; what lies over padding is left out.
   */
  void add(float[] patch, int down, int right, int ofGroup, float[] picture, RowKernels kernels) {
    WindowAxis rows = windows.rows();
    WindowAxis columns = windows.columns();
    int top = rows.start(down);
    int left = columns.start(right);
    int width = columns.window() * group;
    for (int k = 0, at = 0; k < rows.window(); k++, at += width) {
      int row = top + k * rows.dilation();
      if (row < 0 || row >= rows.size()) {
        continue;
      }
      if (inRuns) {
        int first = Math.max(0, -left);
        int last = Math.min(columns.window(), columns.size() - left);
        int to = (row * columns.size() + left + first) * group;
        kernels.add(patch, at + first * group, picture, to, (last - first) * group);
      } else {
        addPlaces(patch, at, row, left, ofGroup * group, picture, kernels);
      }
    }
  }

  private void addPlaces(
      float[] patch, int at, int row, int left, int channel, float[] picture, RowKernels kernels) {
    WindowAxis columns = windows.columns();
    for (int k = 0, from = at; k < columns.window(); k++, from += group) {
      int column = left + k * columns.dilation();
      if (column >= 0 && column < columns.size()) {
        int to = (row * columns.size() + column) * windows.channels() + channel;
        kernels.add(patch, from, picture, to, group);
      }
    }
  }
}

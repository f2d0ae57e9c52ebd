package dev.cortado.kernel;

/**
 * Which places of a picture lie under an undilated window at each position: a rectangle of rows and
 * columns, cut off at the borders.
 */
final class WindowPlaces {
  private final Windows windows;
  private final int[] top;
  private final int[] bottom;
  private final int[] left;
  private final int[] right;

  WindowPlaces(Windows windows) {
    this.windows = windows;
    top = new int[windows.rows().positions()];
    bottom = new int[top.length];
    left = new int[windows.columns().positions()];
    right = new int[left.length];
    cut(windows.rows(), top, bottom);
    cut(windows.columns(), left, right);
  }

  private static void cut(WindowAxis axis, int[] from, int[] to) {
    for (int p = 0; p < from.length; p++) {
      from[p] = Math.max(0, axis.start(p));
      to[p] = Math.min(axis.size(), axis.start(p) + axis.window());
    }
  }

  /** Whether all windows are two places wide and two high, and none is cut off. */
  boolean areFours() {
    return isWhole(windows.rows()) && isWhole(windows.columns());
  }

  private static boolean isWhole(WindowAxis axis) {
    return axis.window() == 2
        && axis.covers(axis.start(0))
        && axis.covers(axis.start(axis.positions() - 1));
  }

  /** How far the channels of a place are from those of the place below. */
  int line() {
    return index(1, 0);
  }

  /** How many positions are below each other. */
  int height() {
    return top.length;
  }

  /** How many positions are side by side. */
  int width() {
    return left.length;
  }

  /** Where the channels of the first place begin under the window so far down and to the right. */
  int first(int down, int right) {
    return index(top[down], left[right]);
  }

  /** How many positions there are, which are counted row by row. */
  int positions() {
    return windows.positions();
  }

  /** How many additions or comparisons a batch takes. */
  long work(int samples) {
    return (long) samples * windows.positions() * windows.area() * windows.channels();
  }

  /** The first row. */
  int top(int position) {
    return top[position / left.length];
  }

  /** The row before which to end. */
  int bottom(int position) {
    return bottom[position / left.length];
  }

  /** The first column. */
  int left(int position) {
    return left[position % left.length];
  }

  /** The column before which to end. */
  int right(int position) {
    return right[position % left.length];
  }

  /** How many places there are. */
  int count(int position) {
    return (bottom(position) - top(position)) * (right(position) - left(position));
  }

  /** Where the channels of a place begin in a picture. */
  int index(int row, int column) {
    return (row * windows.columns().size() + column) * windows.channels();
  }
}

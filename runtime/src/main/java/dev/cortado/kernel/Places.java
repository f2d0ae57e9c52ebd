package dev.cortado.kernel;

import java.util.Arrays;

/** Where the numbers of windows lie in a picture that has its padding around it. */
final class Places {
  private final Windows windows;
  private final int above;
  private final int left;
  private final int height;
  private final int width;

  /** Where the window of each position begins. */
  private final int[] starts;

  /** How far the numbers of a window, for one group of channels, are from there. */
  private final int[] places;

  /**
   * The places of windows.
   *
   * @param windows the windows
   * @param group how many channels a window sees
   */
  Places(Windows windows, int group) {
    this.windows = windows;
    WindowAxis rows = windows.rows();
    WindowAxis columns = windows.columns();
    above = rows.before();
    left = columns.before();
    height = extent(rows);
    width = extent(columns);
    int channels = windows.channels();
    starts = new int[windows.positions()];
    for (int p = 0; p < starts.length; p++) {
      int down = p / columns.positions() * rows.stride();
      int right = p % columns.positions() * columns.stride();
      starts[p] = (down * width + right) * channels;
    }
    places = new int[windows.area() * group];
    for (int i = 0; i < places.length; i++) {
      int down = i / group / columns.window() * rows.dilation();
      int right = i / group % columns.window() * columns.dilation();
      places[i] = (down * width + right) * channels + i % group;
    }
  }

  /** How many elements an axis has with its padding: no fewer than without. */
  private static int extent(WindowAxis axis) {
    int last = (axis.positions() - 1) * axis.stride() + (axis.window() - 1) * axis.dilation();
    return Math.max(axis.before() + axis.size(), last + 1);
  }

  int positions() {
    return starts.length;
  }

  /** Where the window of a position begins. */
  int start(int position) {
    return starts[position];
  }

  /** How far a number of a window is from where it begins. */
  int place(int number) {
    return places[number];
  }

  /** {@link #start} of all positions; not a copy. */
  int[] starts() {
    return starts;
  }

  /** {@link #place} of all numbers; not a copy. */
  int[] places() {
    return places;
  }

  /** Whether there is padding: pictures without it are what they are. */
  boolean arePadded() {
    return size() > windows.size();
  }

  /** How many numbers a picture has with its padding. */
  int size() {
    return height * width * windows.channels();
  }

  /** Copies a picture, with zeros around it. */
  void pad(float[] picture, float[] to) {
    int channels = windows.channels();
    int line = windows.columns().size() * channels;
    int end = 0;
    for (int row = 0; row < windows.rows().size(); row++) {
      int at = ((above + row) * width + left) * channels;
      Arrays.fill(to, end, at, 0f);
      System.arraycopy(picture, row * line, to, at, line);
      end = at + line;
    }
    Arrays.fill(to, end, size(), 0f);
  }
}

package dev.cortado.kernel;

/**
 * How a window moves over a picture of shape {@code (rows, columns, channels)}, row by row.
 *
 * @param rows how it moves down
 * @param columns how it moves to the right
 * @param channels how many numbers a picture has at each place
 */
public record Windows(WindowAxis rows, WindowAxis columns, int channels) {
  /** Windows over a picture. */
  public static Windows of(WindowAxis rows, WindowAxis columns, int channels) {
    return new Windows(rows, columns, channels);
  }

  /** Windows over a sequence, which is a picture of one row. */
  public static Windows of(WindowAxis steps, int channels) {
    return of(WindowAxis.of(1, 1, 1, 1, 1, 0), steps, channels);
  }

  /** How many positions the window takes. */
  int positions() {
    return rows.positions() * columns.positions();
  }

  /** How many places the window has. */
  int area() {
    return rows.window() * columns.window();
  }

  /** How many numbers a picture has. */
  int size() {
    return rows.size() * columns.size() * channels;
  }
}

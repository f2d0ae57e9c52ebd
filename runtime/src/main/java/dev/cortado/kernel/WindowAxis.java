package dev.cortado.kernel;

/**
 * How a window moves along an axis. Its element {@code k} at position {@code p} lies over element
 * {@code p · stride + k · dilation - before} of the input; where that is none, over padding.
 *
 * @param size how many elements the input has along the axis
 * @param positions how many positions the window takes
 * @param window how many elements the window has
 * @param stride how far apart two positions are, in elements
 * @param dilation how far apart two elements of the window are
 * @param before how many elements of padding there are before the first element
 */
public record WindowAxis(
    int size, int positions, int window, int stride, int dilation, int before) {
  /** An axis along which a window moves. */
  public static WindowAxis of(
      int size, int positions, int window, int stride, int dilation, int before) {
    return new WindowAxis(size, positions, window, stride, dilation, before);
  }

  /** Where the first element of the window lies, which may be before the input. */
  int start(int position) {
    return position * stride - before;
  }

  /** Whether a window that starts at an element lies over the input with all of its elements. */
  boolean covers(int start) {
    return start >= 0 && start + (window - 1) * dilation < size;
  }

  /** The element of the input under an element of the window at a position; -1 for padding. */
  int under(int position, int element) {
    int at = start(position) + element * dilation;
    return at < size ? Math.max(at, -1) : -1;
  }
}

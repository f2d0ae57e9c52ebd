package dev.cortado.annotations;

/** How a window meets the borders of its input. */
public enum Padding {
  /**
   * The window stays within the input: there are {@code (size - window) / stride + 1} positions.
   */
  VALID,
  /**
   * The input is surrounded by zeros, at the end by one more where their number is odd, so that
   * there are {@code size / stride} positions, rounded up.
   */
  SAME,
  /**
   * Zeros stand before the input alone, so that a position sees nothing after it: for {@link
   * Conv1D} only.
   */
  CAUSAL
}

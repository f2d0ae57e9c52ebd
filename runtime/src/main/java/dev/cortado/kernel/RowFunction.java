package dev.cortado.kernel;

/**
 * A function of every element of an array. All implementations of one give the bits of {@link
 * FloatMath} and {@link Functions}.
 */
interface RowFunction {
  /**
   * {@code to = f(from)} for the first elements of two arrays, which may be the same.
   *
   * @param alpha the function's parameter, where it has one
   */
  void apply(float[] from, float[] to, int length, float alpha);

  /** Calls all its methods, over a row of any numbers, which it may change. */
  default void exercise(float[] row) {
    apply(row, row, row.length, 1);
  }
}

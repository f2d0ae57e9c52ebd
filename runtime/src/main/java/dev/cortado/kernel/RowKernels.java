package dev.cortado.kernel;

/**
 * Functions of every element of an array. All implementations give the bits of {@link FloatMath}.
 */
interface RowKernels {
  /** {@code to = exp(from)} for the first elements of two arrays, which may be the same. */
  void exp(float[] from, float[] to, int length);

  /** {@code to = sigmoid(from)}. */
  void sigmoid(float[] from, float[] to, int length);

  /** {@code to = tanh(from)}. */
  void tanh(float[] from, float[] to, int length);

  /**
   * {@code to = exp(from - less)} for {@code length} elements from {@code start} on, of two arrays,
   * which may be the same.
   */
  void powers(float[] from, int start, int length, float less, float[] to);

  /**
   * The greatest of {@code length} elements from {@code start} on; any of them where one is NaN.
   */
  float greatest(float[] x, int start, int length);

  /** {@code to = to / divisor} for {@code length} elements from {@code start} on. */
  void divide(float[] to, int start, int length, float divisor);

  /** {@code to = max(from, 0)}. */
  void relu(float[] from, float[] to, int length);

  /** {@code to = gradient} where {@code output > 0}, else 0; {@code to} may be {@code gradient}. */
  void reluGradient(float[] gradient, float[] output, float[] to, int length);
}

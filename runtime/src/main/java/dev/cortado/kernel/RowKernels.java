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

  /** {@code to[at + i] += from[first + i]} for so many i. */
  void add(float[] from, int first, float[] to, int at, int length);

  /**
   * {@code sums[at + j] += vectors[v · length + j]} for the vectors v one after another.
   *
   * @param count how many vectors there are
   * @param length how long each is
   */
  void addVectors(float[] vectors, int count, int length, float[] sums, int at);

  /** {@code to[at + i] = max(to[at + i], from[first + i])} for so many i. */
  void max(float[] from, int first, float[] to, int at, int length);

  /**
   * Where {@code x[first + i] == y[at + i]}, adds {@code rest[i]} to {@code to[first + i]} and
   * makes it 0; for so many i.
   */
  void takeWhereEqual(
      float[] x, float[] y, int at, float[] rest, float[] to, int first, int length);

  /**
   * {@code to[at + i] = max(x[first + i], x[first + length + i], x[first + line + i], x[first +
   * line + length + i])} for {@code length} i: the greatest of two places side by side and the two
   * below.
   *
   * @param line how far a place is from the one below
   */
  void maxOfFour(float[] x, int first, int line, float[] to, int at, int length);

  /**
   * Adds {@code gradient[at + i]} at the first of four places, as those of {@link #maxOfFour} and
   * in that order, where {@code x} equals {@code y[at + i]}; for {@code length} i.
   */
  void addAtFirstOfFour(
      float[] x, float[] y, float[] gradient, int at, float[] to, int first, int line, int length);

  /** {@code sums[at + i] = fma(a[aAt + i], b[bAt + i], sums[at + i])} for so many i. */
  void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] sums, int at, int length);
}

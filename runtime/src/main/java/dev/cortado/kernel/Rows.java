package dev.cortado.kernel;

/**
 * Activation functions of whole rows, called by generated code: the bits of the methods of the same
 * names in {@link Functions}, several numbers at a time where the kernels use the Vector API.
 */
public final class Rows {
  /** How many multiply-adds an element is worth. */
  private static final int WORK = 16;

  private Rows() {}

  /**
   * {@code to = exp(from)} for every element.
   *
   * @param from the row. Not modified, unless it is also the result.
   * @param to receives the result, as long as {@code from}. Modified.
   */
  public static void exp(float[] from, float[] to) {
    rows(from).exp(from, to, from.length);
  }

  /** {@code to = 1 / (1 + exp(-from))} for every element, as {@link #exp(float[], float[])}. */
  public static void sigmoid(float[] from, float[] to) {
    rows(from).sigmoid(from, to, from.length);
  }

  /** {@code to = tanh(from)} for every element, as {@link #exp(float[], float[])}. */
  public static void tanh(float[] from, float[] to) {
    rows(from).tanh(from, to, from.length);
  }

  /** {@code to = max(from, 0)} for every element, as {@link #exp(float[], float[])}. */
  public static void relu(float[] from, float[] to) {
    rows(from).relu(from, to, from.length);
  }

  /**
   * The gradient through {@link #relu}: {@code to = gradient} where {@code output > 0}, else 0.
   *
   * @param gradient the gradient of the output. Not modified, unless it is also the result.
   * @param output what relu computed. Not modified.
   * @param to receives the gradient of the input; may be {@code gradient}. Modified.
   */
  public static void reluGradient(float[] gradient, float[] output, float[] to) {
    rows(to).reluGradient(gradient, output, to, to.length);
  }

  /**
   * Adds vectors to sums: {@code sums[at + j] += vectors[v · length + j]}, one vector after
   * another.
   *
   * @param vectors some vectors of the same length. Not modified.
   * @param sums holds the sums. Modified from {@code at} on.
   */
  public static void addVectors(float[] vectors, int length, float[] sums, int at) {
    rows(vectors).addVectors(vectors, vectors.length / length, length, sums, at);
  }

  private static RowKernels rows(float[] row) {
    return Kernels.forWork((long) WORK * row.length).rows();
  }
}

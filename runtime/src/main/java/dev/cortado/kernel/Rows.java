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

  private static RowKernels rows(float[] row) {
    return Kernels.forWork((long) WORK * row.length).rows();
  }
}

package dev.cortado.kernel;

/**
 * Constraints on parameters, by the formulas of Keras, which add {@code 1e-7} to norms that they
 * divide by. A parameter is a grid {@code (outer, size, inner)} in the flat array; a norm is the
 * root of the sum of squares along its middle axis. Sums are in double, in ascending order.
 */
public final class WeightConstraints {
  private static final double EPSILON = 1e-7;

  private WeightConstraints() {}

  /**
   * {@code w = w * min(norm, max) / (1e-7 + norm)} for each vector.
   *
   * @param parameters the flat parameters. Modified where they hold this one.
   * @param offset where it begins
   * @param outer how many elements the axes before the vectors' have
   * @param size the number of elements of a vector
   * @param inner how many elements the axes after the vectors' have
   * @param max the greatest norm
   */
  public static void maxNorm(
      float[] parameters, int offset, int outer, int size, int inner, double max) {
    for (int vector = 0; vector < outer * inner; vector++) {
      int first = first(offset, vector, size, inner);
      double norm = norm(parameters, first, size, inner);
      multiply(parameters, first, size, inner, Math.min(norm, max) / (EPSILON + norm));
    }
  }

  /** {@code w = w / (1e-7 + norm)} for each vector, of a grid as for {@link #maxNorm}. */
  public static void unitNorm(float[] parameters, int offset, int outer, int size, int inner) {
    for (int vector = 0; vector < outer * inner; vector++) {
      int first = first(offset, vector, size, inner);
      double norm = norm(parameters, first, size, inner);
      multiply(parameters, first, size, inner, 1 / (EPSILON + norm));
    }
  }

  /** {@code w = max(w, 0)} for {@code size} parameters from {@code offset} on. */
  public static void nonNegative(float[] parameters, int offset, int size) {
    for (int i = offset; i < offset + size; i++) {
      parameters[i] = Math.max(parameters[i], 0);
    }
  }

  private static int first(int offset, int vector, int size, int inner) {
    return offset + vector / inner * size * inner + vector % inner;
  }

  private static double norm(float[] values, int first, int size, int stride) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double value = values[first + i * stride];
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static void multiply(float[] values, int first, int size, int stride, double factor) {
    for (int i = 0; i < size; i++) {
      values[first + i * stride] = (float) (values[first + i * stride] * factor);
    }
  }
}

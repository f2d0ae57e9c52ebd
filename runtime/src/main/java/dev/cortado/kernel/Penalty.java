package dev.cortado.kernel;

/** Penalties on parameters: {@code l1 · Σ|w| + l2 · Σw²}. */
public final class Penalty {
  private Penalty() {}

  /** The penalty on {@code size} parameters from {@code offset} on. */
  public static double of(float[] parameters, int offset, int size, float l1, float l2) {
    double absolute = 0;
    double square = 0;
    for (int i = offset; i < offset + size; i++) {
      absolute += Math.abs(parameters[i]);
      square += (double) parameters[i] * parameters[i];
    }
    return l1 * absolute + l2 * square;
  }

  /**
   * Adds the penalty's gradient, {@code l1 · sign(w) + 2 · l2 · w}, to that of the same parameters.
   */
  public static void addGradient(
      float[] parameters, float[] gradient, int offset, int size, float l1, float l2) {
    for (int i = offset; i < offset + size; i++) {
      gradient[i] += l1 * Math.signum(parameters[i]) + 2 * l2 * parameters[i];
    }
  }
}

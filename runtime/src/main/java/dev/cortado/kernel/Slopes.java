package dev.cortado.kernel;

import static dev.cortado.kernel.FloatMath.LOWER;
import static dev.cortado.kernel.FloatMath.lifted;
import static dev.cortado.kernel.FloatMath.select;
import static java.lang.Math.fma;

/**
 * Derivatives of activation functions in float, from the input {@code x}, of the same kind of steps
 * as {@link FloatMath}, so that vectors of numbers give the same bits. They are within {@value
 * #ERROR} of the true value, and exactly 0 and 1 at the infinities; NaN gives NaN.
 *
 * <p>With {@code f(x) - f(-x) = x}, {@code f'(x) = 1 - f'(-x)}: what is computed is that of {@code
 * -|x|}. Only {@code mish} is different.
 */
final class Slopes {
  /** The bound of the error. */
  static final double ERROR = 0x1p-22;

  /** The derivative of the sigmoid's argument in {@code geluTanh}: {@code LINEAR + TRIPLE x²}. */
  static final float TRIPLE = 3 * Activations.CUBIC;

  private Slopes() {}

  /** The derivative of {@code silu}. */
  static float silu(float x) {
    float magnitude = Math.abs(x);
    float z = magnitude > Activations.LIMIT ? Activations.LIMIT : magnitude;
    float e = lifted(-z) * LOWER;
    float inverse = 1 / (1 + e);
    float slope = e * inverse * fma(-z, inverse, 1);
    return select(x, 0, 1) + select(x, slope, -slope);
  }

  /** The derivative of {@code geluTanh}. */
  static float geluTanh(float x) {
    float magnitude = Math.abs(x);
    float limit = Activations.GELU_TANH_LIMIT;
    float z = magnitude > limit ? limit : magnitude;
    float square = z * z;
    float e = lifted(-z * fma(Activations.CUBIC, square, Activations.LINEAR)) * LOWER;
    float inverse = 1 / (1 + e);
    float argumentSlope = fma(TRIPLE, square, Activations.LINEAR);
    float slope = e * inverse * fma(-z * argumentSlope, inverse, 1);
    return select(x, 0, 1) + select(x, slope, -slope);
  }

  /** The derivative of {@code gelu}: {@code P(Z < x)} and {@code x} times the density. */
  static float gelu(float x) {
    float magnitude = Math.abs(x);
    float z = magnitude > Activations.GELU_LIMIT ? Activations.GELU_LIMIT : magnitude;
    float inverse = 1 / (z + Activations.CENTER);
    float q = fma(-2 * Activations.CENTER, inverse, 1);
    float high = fma(fma(Activations.C9, q, Activations.C8), q, Activations.C7);
    high = fma(fma(fma(high, q, Activations.C6), q, Activations.C5), q, Activations.C4);
    high = fma(fma(fma(high, q, Activations.C3), q, Activations.C2), q, Activations.C1);
    float polynomial = fma(high, q, Activations.C0);
    float factor = fma(inverse, polynomial, -z * Activations.DENSITY);
    float e = lifted(-0.5f * (z * z)) * LOWER;
    float slope = factor * e;
    return select(x, 0, 1) + select(x, slope, -slope);
  }

  /** The derivative of {@code mish}. */
  static float mish(float x) {
    float magnitude = Math.abs(x);
    float z = magnitude > Activations.LIMIT ? Activations.LIMIT : magnitude;
    float e = lifted(-z) * LOWER;
    // With n = (2 + e) e and d = 2 + n, n/d + x · 4e (1 + e)/d² for x < 0 and e = exp(x);
    // with e = exp(-x), n = 1 + 2e and d = n + 2e², n/d + x · 4e² (1 + e)/d² else
    float twice = e + e;
    float above = select(x, fma(e, e, twice), 1 + twice);
    float below = above + select(x, 2, twice * e);
    float inverse = 1 / below;
    float power = select(x, e, e * e);
    float signed = select(x, -z, z);
    return inverse * fma(signed * (power * 4 * (1 + e)), inverse, above);
  }
}

package dev.cortado.kernel;

import static dev.cortado.kernel.FloatMath.LIFTED;
import static dev.cortado.kernel.FloatMath.LOWER;
import static dev.cortado.kernel.FloatMath.lifted;
import static dev.cortado.kernel.FloatMath.select;
import static java.lang.Math.fma;

/**
 * Activation functions in float, of the same kind of steps as {@link FloatMath}, so that vectors of
 * numbers give the same bits. Values are within 2 units in the last place of the true value for
 * every float; NaN gives NaN.
 *
 * <p>All but {@link #softplus} are for {@code x < 0} a factor times an exponential, multiplied
 * before the exponential may become subnormal: a product of functions would lose digits there.
 */
final class Activations {
  /** From here on up {@code silu(-x)} and {@code mish(-x)} are 0 in float. */
  static final float LIMIT = 112;

  /** From here on up {@code geluTanh(-x)} is 0 in float. */
  static final float GELU_TANH_LIMIT = 11.2f;

  /** From here on up {@code gelu(-x)} is 0 in float. */
  static final float GELU_LIMIT = 14.6f;

  /** The argument of the sigmoid in {@code geluTanh}: {@code x (LINEAR + CUBIC x²)}. */
  static final float LINEAR = 1.5957692f;

  static final float LINEAR_LOW = -4.534068e-8f;
  static final float CUBIC = 0.071354814f;
  static final float CUBIC_LOW = 2.3988325e-9f;

  /** Where the polynomial of {@link #gelu} is exact in its first coefficient. */
  static final float CENTER = 3.375f;

  /** {@code 1/sqrt(2 pi)}. */
  static final float DENSITY = 0.3989423f;

  /**
   * {@code (z + CENTER) exp(z²/2) P(Z < -z) = C0 + C1 q + ...} with {@code q = (z - CENTER) / (z +
   * CENTER)} for {@code z} from 0 to 14.7, to 4.8e-9 of the result.
   */
  static final float C0 = 0.7410803f;

  static final float C1 = -0.5529922f;
  static final float C2 = 0.2953758f;
  static final float C3 = -0.09838427f;
  static final float C4 = 0.008720138f;
  static final float C5 = 0.007824528f;
  static final float C6 = -0.002253818f;
  static final float C7 = -8.497473e-4f;
  static final float C8 = 3.1200956e-4f;
  static final float C9 = 1.3611246e-4f;

  /** {@code log(1 + e) = e + e (D0 e + D1 e² + ...)} for {@code e} from 0 to 1, to 9e-10. */
  static final float D0 = -0.49999988f;

  static final float D1 = 0.33332714f;
  static final float D2 = -0.24988864f;
  static final float D3 = 0.19899622f;
  static final float D4 = -0.16135158f;
  static final float D5 = 0.12479481f;
  static final float D6 = -0.08323805f;
  static final float D7 = 0.042113908f;
  static final float D8 = -0.013691187f;
  static final float D9 = 0.00208444f;

  private Activations() {}

  /** {@code log(1 + exp(x))}. */
  static float softplus(float x) {
    float e = FloatMath.exp(-Math.abs(x));
    float low = fma(fma(fma(fma(D9, e, D8), e, D7), e, D6), e, D5);
    float tail = fma(fma(fma(fma(fma(low, e, D4), e, D3), e, D2), e, D1), e, D0);
    float logarithm = fma(e, tail * e, e);
    return select(x, 0, x) + logarithm;
  }

  /** {@code x · sigmoid(x)}. */
  static float silu(float x) {
    float magnitude = Math.abs(x);
    float z = magnitude > LIMIT ? LIMIT : magnitude;
    return timesSigmoid(x, z, lifted(-z));
  }

  /** {@code x · sigmoid(x (LINEAR + CUBIC x²))}. */
  static float geluTanh(float x) {
    float magnitude = Math.abs(x);
    float z = magnitude > GELU_TANH_LIMIT ? GELU_TANH_LIMIT : magnitude;
    float square = z * z;
    float cubic = CUBIC * square;
    float slope = cubic + LINEAR;
    // What rounding took from the square, the product and the sum
    float low = fma(CUBIC, fma(z, z, -square), fma(CUBIC, square, -cubic));
    float part = slope - LINEAR;
    low += cubic - part + (LINEAR - (slope - part));
    low += fma(CUBIC_LOW, square, LINEAR_LOW);
    float argument = -z * slope;
    return timesSigmoid(x, z, lifted(argument, fma(-z, low, fma(-z, slope, -argument))));
  }

  /** {@code z} with the sign of {@code x}, times {@code 1 / (1 + e)}, and {@code e} if negative. */
  private static float timesSigmoid(float x, float z, float lifted) {
    float e = lifted * LOWER;
    float below = 1 + e;
    float inverse = 1 / below;
    float rest = fma(-inverse, below, 1) - inverse * (e - (below - 1));
    float signed = select(x, -z, z);
    float factor = signed * inverse;
    float low = fma(factor, rest, fma(signed, inverse, -factor));
    return product(x, z, factor, low, lifted);
  }

  /**
   * {@code factor + low}, times an exponential where {@code x < 0}; {@code x} where {@code z} is
   * less than it, and where it is 0, whose sign counts.
   */
  private static float product(float x, float z, float factor, float low, float lifted) {
    float weight = select(x, lifted, LIFTED);
    float product = fma(factor, weight, low * weight) * LOWER;
    return x > z || x == 0 ? x : product;
  }

  /** {@code x · tanh(softplus(x))}. */
  static float mish(float x) {
    float magnitude = Math.abs(x);
    float z = magnitude > LIMIT ? LIMIT : magnitude;
    float lifted = lifted(-z);
    float e = lifted * LOWER;
    // With e = exp(-|x|), tanh(softplus(x)) is 1 - less for x >= 0, else e (1 - less), where less
    // is 2e²/(1 + 2e + 2e²) and (e + e²)/(2 + 2e + e²)
    float first = select(x, 2, 1);
    float start = select(x, e, 0);
    float last = select(x, e, e + e);
    float above = fma(e, last, start);
    float below = fma(e, last, fma(2, e, first));
    float less = above / below;
    float minus = select(x, z, -z);
    float factor = fma(minus, less, -minus);
    return product(x, z, factor, fma(minus, less, -minus - factor), lifted);
  }

  /** {@code x · P(Z < x)} for a standard normal {@code Z}. */
  static float gelu(float x) {
    float magnitude = Math.abs(x);
    float z = magnitude > GELU_LIMIT ? GELU_LIMIT : magnitude;
    float square = z * z;
    float squareLow = fma(z, z, -square);
    float sum = z + CENTER;
    float inverse = 1 / sum;
    float q = fma(-2 * CENTER, inverse, 1);
    float high = fma(fma(fma(fma(C9, q, C8), q, C7), q, C6), q, C5);
    high = fma(fma(fma(fma(high, q, C4), q, C3), q, C2), q, C1);
    float polynomial = fma(high, q, C0);
    float polynomialLow = fma(high, q, C0 - polynomial);
    // What rounding took from the sum and its inverse, times the derivative
    float rest = fma(-inverse, sum, 1) - inverse * (z - (sum - CENTER));
    float correction = rest * sum * fma(-z, inverse * polynomial, DENSITY);
    float quotient = z * inverse;
    float factor = quotient * polynomial;
    float low = fma(quotient, polynomial, -factor) + fma(z, correction, quotient * polynomialLow);
    low = fma(fma(z, inverse, -quotient), polynomial, low);
    float weight = lifted(-0.5f * square, -0.5f * squareLow);
    float tail = fma(factor, weight, low * weight) * LOWER;
    return x == 0 ? x : select(x, 0, x) - tail;
  }
}

package dev.cortado.kernel;

import static java.lang.Math.fma;

/**
 * Exponential functions in float, of steps that are rounded the same everywhere: additions,
 * multiplications, fma and changes of exponents. So {@link VectorRows}, which takes the same steps
 * for many numbers at a time, gives the same bits, as does every Java and every processor. Within 2
 * units in the last place of the true value for every float, subnormal ones and infinities
 * included; NaN gives NaN.
 */
final class FloatMath {
  /** {@code exp} of anything below is 0, of anything above infinite. */
  static final float LEAST = -104;

  static final float GREATEST = 89;

  static final float LOG2_E = 1.442695f;

  /** Adding it rounds a small number to an integer, which is then in its lowest bits. */
  static final float ROUND = 0x1.8p23f;

  /** The natural logarithm of 2 in two parts, of which the first has few bits. */
  static final float LN2_HIGH = 0.69314575f;

  static final float LN2_LOW = 1.4286068e-6f;

  /** Coefficients of {@code exp(r) = 1 + r + r² (1/2 + ...)} for {@code |r| <= ln(2) / 2}. */
  static final float E2 = 0.5f;

  static final float E3 = 0.16666666f;
  static final float E4 = 0.041666295f;
  static final float E5 = 0.008333497f;
  static final float E6 = 0.001394466f;
  static final float E7 = 0.00019790346f;

  /** From this magnitude on {@code tanh} is computed from {@code exp}. */
  static final float SMALL = 0.55f;

  /** Coefficients of {@code tanh(x) = x + x³ (-1/3 + ...)} for small {@code x}. */
  static final float T3 = -0.33333313f;

  static final float T5 = 0.1333248f;
  static final float T7 = -0.05384052f;
  static final float T9 = 0.02102055f;
  static final float T11 = -0.0061987187f;

  private static final int BIAS = 127;
  private static final int FRACTION = 23;

  private FloatMath() {}

  /** {@code exp(x)}. */
  static float exp(float x) {
    // As min and max, also for NaN, but cheaper
    float below = x > GREATEST ? GREATEST : x;
    float bounded = below < LEAST ? LEAST : below;
    float shifted = fma(bounded, LOG2_E, ROUND);
    float n = shifted - ROUND;
    // exp(x) = 2^n exp(r + rest), where rest is what rounding takes from r
    float high = fma(n, -LN2_HIGH, bounded);
    float r = fma(n, -LN2_LOW, high);
    float rest = fma(n, -LN2_LOW, high - r);
    float tail = fma(fma(fma(fma(fma(E7, r, E6), r, E5), r, E4), r, E3), r, E2);
    float power = 1 + (r + fma(r * r, tail, rest));
    // 2^n in two factors, as it may be too large or too small for one
    int exponent = Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(ROUND);
    int half = exponent >> 1;
    return power * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + BIAS) << FRACTION);
  }

  /** {@code 1 / (1 + exp(-x))}. */
  static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    float above = x < 0 ? e : 1;
    float below = 1 + e;
    float quotient = above / below;
    // What rounding took from the sum and the quotient, over 1 + e by a rough 1 - e/2
    float rest = fma(-quotient, below, above) - quotient * (e - (below - 1));
    return fma(rest, fma(-0.5f, e, 1), quotient);
  }

  /** The hyperbolic tangent. */
  static float tanh(float x) {
    float magnitude = Math.abs(x);
    if (magnitude < SMALL) {
      float square = x * x;
      float odd = fma(fma(fma(fma(T11, square, T9), square, T7), square, T5), square, T3);
      return x * fma(odd, square, 1);
    }
    return Math.copySign(1 - 2 / (exp(2 * magnitude) + 1), x);
  }
}

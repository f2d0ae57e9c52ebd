package dev.cortado.kernel;

import static java.lang.Math.fma;

/**
 * Exponential functions, the logarithm and the error function in float, of steps that are rounded
 * the same everywhere: additions, multiplications, fma and changes of exponents. So {@link
 * VectorRows}, which takes the same steps for many numbers at a time, gives the same bits, as does
 * every Java and every processor. Within 2 units in the last place of the true value for every
 * float, subnormal ones and infinities included; NaN gives NaN.
 */
final class FloatMath {
  /** {@code exp} of anything below is 0, of anything above infinite. */
  static final float LEAST = -104;

  static final float GREATEST = 89;

  /** {@code exp(x) - 1} of anything below is -1. */
  static final float EXPM1_LEAST = -40;

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

  /** Minus the coefficient of {@code log(1 + f) = f - f²/2 + f³ (1/3 + ...)}. */
  static final float MINUS_HALF = -0.5f;

  /**
   * The rest of them, of a minimax polynomial of degree 8 for {@code sqrt(1/2) <= 1 + f <=
   * sqrt(2)}, by Lawson's iteration in double, each coefficient in turn rounded to float and the
   * others fitted again: so are all polynomials below. The relative error is below 7.7e-10.
   */
  static final float L0 = 0.33333313f;

  static final float L1 = -0.2500001f;
  static final float L2 = 0.20002072f;
  static final float L3 = -0.16667989f;
  static final float L4 = 0.14220358f;
  static final float L5 = -0.12406234f;
  static final float L6 = 0.11883549f;
  static final float L7 = -0.11670098f;
  static final float L8 = 0.06749268f;

  /** The bits of the least mantissa that {@code log} works with, which is sqrt(1/2). */
  static final int SQRT_HALF = 0x3f3504f3;

  /** What subnormal numbers are multiplied by to make them normal. */
  static final float NORMALIZE = 0x1p23f;

  /** From this magnitude on {@code erf} is computed from {@code exp}, and beyond the other is 1. */
  static final float ERF_SMALL = 0.92f;

  static final float ERF_LARGE = 3.93f;

  /** {@code erf(x) = x + x (F0 + F1 x² + ...)} for small {@code x}, to 9e-10 of the result. */
  static final float F0 = 0.12837917f;

  static final float F1 = -0.3761263f;
  static final float F2 = 0.11283626f;
  static final float F3 = -0.026855728f;
  static final float F4 = 0.0051923767f;
  static final float F5 = -8.049146e-4f;
  static final float F6 = 7.992495e-5f;

  /** {@code erf(x) = 1 - exp(G0 + G1 x + ...)} for large {@code x}, to 1e-10 of the result. */
  static final float G0 = 1.7468337e-4f;

  static final float G1 = -1.1295149f;
  static final float G2 = -0.6333469f;
  static final float G3 = -0.108280025f;
  static final float G4 = 0.02511932f;
  static final float G5 = -0.004170983f;
  static final float G6 = 4.344351e-4f;
  static final float G7 = -2.1091477e-5f;

  /** The factor of {@link #lifted(float)}, its logarithm and its inverse. */
  static final float LIFTED = 0x1p64f;

  static final int LIFT = 64;
  static final float LOWER = 0x1p-64f;

  static final int BIAS = 127;
  static final int FRACTION = 23;

  private FloatMath() {}

  /** {@code exp(x)}. */
  static float exp(float x) {
    // As min and max, also for NaN, but cheaper
    float below = x > GREATEST ? GREATEST : x;
    float bounded = below < LEAST ? LEAST : below;
    float shifted = fma(bounded, LOG2_E, ROUND);
    float power = 1 + fraction(bounded, shifted);
    // 2^n in two factors, as it may be too large or too small for one
    int exponent = exponent(shifted);
    int half = exponent >> 1;
    return power * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  /** {@code exp(x) - 1} for {@code x <= 0}. */
  static float expm1(float x) {
    float bounded = x < EXPM1_LEAST ? EXPM1_LEAST : x;
    float shifted = fma(bounded, LOG2_E, ROUND);
    float scale = powerOfTwo(exponent(shifted));
    // 2^n (1 + fraction) - 1
    return fma(scale, fraction(bounded, shifted), scale - 1);
  }

  /** {@code 2^64 exp(x)} for {@code x} from -119 to 0: never subnormal. */
  static float lifted(float x) {
    float shifted = fma(x, LOG2_E, ROUND);
    return (1 + fraction(x, shifted)) * powerOfTwo(exponent(shifted) + LIFT);
  }

  /** {@code 2^64 exp(x + low)}, where {@code low} is what rounding took from {@code x}. */
  static float lifted(float x, float low) {
    float shifted = fma(x, LOG2_E, ROUND);
    float n = shifted - ROUND;
    float rough = fma(n, -LN2_HIGH, x);
    float high = rough + low;
    float r = fma(n, -LN2_LOW, high);
    float rest = fma(n, -LN2_LOW, high - r) + (rough - high + low);
    return (1 + expm1(r, rest)) * powerOfTwo(exponent(shifted) + LIFT);
  }

  /** {@code exp(x) / 2^n - 1}, where {@code n} is what {@code shifted} holds. */
  private static float fraction(float x, float shifted) {
    float n = shifted - ROUND;
    float high = fma(n, -LN2_HIGH, x);
    // x - n log(2) is r and what rounding takes from it
    float r = fma(n, -LN2_LOW, high);
    return expm1(r, fma(n, -LN2_LOW, high - r));
  }

  private static float expm1(float r, float rest) {
    float tail = fma(fma(fma(fma(fma(E7, r, E6), r, E5), r, E4), r, E3), r, E2);
    return r + fma(r * r, tail, rest);
  }

  private static int exponent(float shifted) {
    return Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(ROUND);
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + BIAS) << FRACTION);
  }

  /** {@code 1 / (1 + exp(-x))}. */
  static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    float above = select(x, e, 1);
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

  /** The natural logarithm: minus infinity at 0, NaN below. */
  static float log(float x) {
    boolean isSubnormal = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(isSubnormal ? x * NORMALIZE : x);
    // x = 2^n (1 + f)
    int exponent = (bits - SQRT_HALF) >> FRACTION;
    float f = Float.intBitsToFloat(bits - (exponent << FRACTION)) - 1;
    float n = isSubnormal ? exponent - FRACTION : exponent;
    float square = f * f;
    float low = fma(fma(fma(fma(L8, f, L7), f, L6), f, L5), f, L4);
    float tail = fma(fma(fma(fma(low, f, L3), f, L2), f, L1), f, L0);
    float rest = fma(n, LN2_LOW, fma(f * square, tail, MINUS_HALF * square));
    float logarithm = fma(n, LN2_HIGH, f + rest);
    if (x > 0) {
      return x < Float.POSITIVE_INFINITY ? logarithm : x;
    }
    return x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
  }

  /** The error function: {@code 2/sqrt(pi)} times the integral of {@code exp(-t²)} from 0 on. */
  static float erf(float x) {
    float magnitude = Math.abs(x);
    if (magnitude < ERF_SMALL) {
      float s = x * x;
      float even = fma(fma(fma(fma(fma(fma(F6, s, F5), s, F4), s, F3), s, F2), s, F1), s, F0);
      return fma(x, even, x);
    }
    float z = magnitude > ERF_LARGE ? ERF_LARGE : magnitude;
    float low = fma(fma(fma(G7, z, G6), z, G5), z, G4);
    float logarithm = fma(fma(fma(fma(low, z, G3), z, G2), z, G1), z, G0);
    return Math.copySign(1 - exp(logarithm), x);
  }

  /**
   * {@code negative} where {@code x < 0}, else {@code positive}; one of both for NaN. Without a
   * jump, which for numbers of any sign would often be mispredicted.
   */
  static float select(float x, float negative, float positive) {
    int bits = Float.floatToRawIntBits(positive);
    int difference = Float.floatToRawIntBits(negative) ^ bits;
    // The sum makes -0 positive
    int mask = Float.floatToRawIntBits(x + 0f) >> 31;
    return Float.intBitsToFloat(bits ^ (difference & mask));
  }
}

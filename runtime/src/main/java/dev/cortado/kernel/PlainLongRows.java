package dev.cortado.kernel;

import static dev.cortado.kernel.FloatMath.E2;
import static dev.cortado.kernel.FloatMath.E3;
import static dev.cortado.kernel.FloatMath.E4;
import static dev.cortado.kernel.FloatMath.E5;
import static dev.cortado.kernel.FloatMath.E6;
import static dev.cortado.kernel.FloatMath.E7;
import static dev.cortado.kernel.FloatMath.LEAST;
import static dev.cortado.kernel.FloatMath.LIFT;
import static dev.cortado.kernel.FloatMath.LN2_HIGH;
import static dev.cortado.kernel.FloatMath.LN2_LOW;
import static dev.cortado.kernel.FloatMath.LOG2_E;
import static dev.cortado.kernel.FloatMath.LOWER;
import static dev.cortado.kernel.FloatMath.ROUND;
import static dev.cortado.kernel.FloatMath.SMALL;
import static dev.cortado.kernel.FloatMath.T11;
import static dev.cortado.kernel.FloatMath.T3;
import static dev.cortado.kernel.FloatMath.T5;
import static dev.cortado.kernel.FloatMath.T7;
import static dev.cortado.kernel.FloatMath.T9;
import static java.lang.Math.fma;

/**
 * The bits of {@link FloatMath} for long rows, in loops that HotSpot turns into vector
 * instructions. It has none for the bits of a float as an integer, nor for a jump. So the powers of
 * two are made in a short loop of their own, between one that rounds the exponents and one that
 * does the rest; and what is chosen is multiplied by 1, what is not by 0.
 */
final class PlainLongRows {
  /** What to add to the bits of a rounded exponent, moved to the exponent's place. */
  static final int POWER =
      (FloatMath.BIAS << FloatMath.FRACTION)
          - (Float.floatToRawIntBits(ROUND) << FloatMath.FRACTION);

  static final int LIFTED_POWER = POWER + (LIFT << FloatMath.FRACTION);

  /** From here on {@code 2 / (exp(x) + 1)} is too small to change 1. */
  static final float LARGE = 20;

  /** Makes a number 1 at least, unless it is so small that its {@code exp} is 1. */
  private static final float STEEP = 0x1p40f;

  /** The inverse of the distance between {@link FloatMath#SMALL} and the next float below, or 2. */
  private static final float STEPS = 0x1p25f;

  /** With this, {@link FloatMath#SMALL} becomes exactly 1. */
  private static final float TO_ONE = 1 / SMALL;

  private PlainLongRows() {}

  /** {@code to = sigmoid(from)} for the first elements of two arrays, which are not the same. */
  static void sigmoid(float[] from, float[] to, int length) {
    roundForSigmoid(from, to, length);
    powersOfTwo(to, LIFTED_POWER, length);
    sigmoidWithPowers(from, to, length);
  }

  /** {@code to = tanh(from)} for the first elements of two arrays, which are not the same. */
  static void tanh(float[] from, float[] to, int length) {
    roundForTanh(from, to, length);
    powersOfTwo(to, POWER, length);
    tanhWithPowers(from, to, length);
  }

  private static void roundForSigmoid(float[] from, float[] to, int length) {
    for (int j = 0; j < length; j++) {
      to[j] = fma(Math.max(-Math.abs(from[j]), LEAST), LOG2_E, ROUND);
    }
  }

  private static void roundForTanh(float[] from, float[] to, int length) {
    for (int j = 0; j < length; j++) {
      to[j] = fma(Math.min(2 * Math.abs(from[j]), LARGE), LOG2_E, ROUND);
    }
  }

  private static void powersOfTwo(float[] shifted, int plus, int length) {
    for (int j = 0; j < length; j++) {
      int bits = Float.floatToRawIntBits(shifted[j]);
      shifted[j] = Float.intBitsToFloat((bits << FloatMath.FRACTION) + plus);
    }
  }

  private static void sigmoidWithPowers(float[] from, float[] to, int length) {
    for (int j = 0; j < length; j++) {
      float x = from[j];
      float bounded = Math.max(-Math.abs(x), LEAST);
      float n = fma(bounded, LOG2_E, ROUND) - ROUND;
      float high = fma(n, -LN2_HIGH, bounded);
      float r = fma(n, -LN2_LOW, high);
      float lost = fma(n, -LN2_LOW, high - r);
      float tail = fma(fma(fma(fma(fma(E7, r, E6), r, E5), r, E4), r, E3), r, E2);
      float e = (1 + (r + fma(r * r, tail, lost))) * to[j] * LOWER;
      float isNegative = Math.min(Math.max(x * -STEEP, 0f), 1f);
      float above = fma(isNegative, e, 1 - isNegative);
      float below = 1 + e;
      float quotient = above / below;
      float rest = fma(-quotient, below, above) - quotient * (e - (below - 1));
      to[j] = fma(rest, fma(-0.5f, e, 1), quotient);
    }
  }

  private static void tanhWithPowers(float[] from, float[] to, int length) {
    for (int j = 0; j < length; j++) {
      float x = from[j];
      float bounded = Math.min(2 * Math.abs(x), LARGE);
      float n = fma(bounded, LOG2_E, ROUND) - ROUND;
      float high = fma(n, -LN2_HIGH, bounded);
      float r = fma(n, -LN2_LOW, high);
      float lost = fma(n, -LN2_LOW, high - r);
      float tail = fma(fma(fma(fma(fma(E7, r, E6), r, E5), r, E4), r, E3), r, E2);
      float large = 1 - 2 / ((1 + (r + fma(r * r, tail, lost))) * to[j] + 1);
      float small = Math.max(Math.min(x, SMALL), -SMALL);
      float isLarge = Math.max(fma(Math.abs(small) - SMALL, STEPS, 1), 0f);
      float square = small * small;
      float odd = fma(fma(fma(fma(T11, square, T9), square, T7), square, T5), square, T3);
      // For large ones, small·TO_ONE is the sign
      float rest = (1 - isLarge) * (small * fma(odd, square, 1));
      to[j] = fma(isLarge * (small * TO_ONE), large, rest);
    }
  }
}

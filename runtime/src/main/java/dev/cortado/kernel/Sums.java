package dev.cortado.kernel;

import static java.lang.Math.fma;

/**
 * Adds multiples of arrays to an array of sums. Each method is one counted loop over arrays that
 * are all indexed by the loop variable alone: HotSpot turns such loops into vector instructions.
 */
final class Sums {
  private Sums() {}

  /** Adds up to four arrays, each times one of as many consecutive elements of {@code x}. */
  static void add(
      float[] x,
      int first,
      int count,
      float[] w0,
      float[] w1,
      float[] w2,
      float[] w3,
      float[] sums,
      int length) {
    switch (count) {
      case 4 ->
          add4(x[first], x[first + 1], x[first + 2], x[first + 3], w0, w1, w2, w3, sums, length);
      case 3 -> add3(x[first], x[first + 1], x[first + 2], w0, w1, w2, sums, length);
      case 2 -> add2(x[first], x[first + 1], w0, w1, sums, length);
      default -> add1(x[first], w0, sums, length);
    }
  }

  private static void add2(float x0, float x1, float[] w0, float[] w1, float[] sums, int length) {
    for (int j = 0; j < length; j++) {
      sums[j] = fma(x1, w1[j], fma(x0, w0[j], sums[j]));
    }
  }

  private static void add3(
      float x0, float x1, float x2, float[] w0, float[] w1, float[] w2, float[] sums, int length) {
    for (int j = 0; j < length; j++) {
      sums[j] = fma(x2, w2[j], fma(x1, w1[j], fma(x0, w0[j], sums[j])));
    }
  }

  static void add1(float x, float[] w, float[] sums, int length) {
    for (int j = 0; j < length; j++) {
      sums[j] = fma(x, w[j], sums[j]);
    }
  }

  static void add4(
      float x0,
      float x1,
      float x2,
      float x3,
      float[] w0,
      float[] w1,
      float[] w2,
      float[] w3,
      float[] sums,
      int length) {
    for (int j = 0; j < length; j++) {
      sums[j] = fma(x3, w3[j], fma(x2, w2[j], fma(x1, w1[j], fma(x0, w0[j], sums[j]))));
    }
  }

  /** Adds four arrays to two sums each: {@code x0 · w0 + ...} to one, {@code z0 · w0 + ...}. */
  static void add4(
      float x0,
      float x1,
      float x2,
      float x3,
      float z0,
      float z1,
      float z2,
      float z3,
      float[] w0,
      float[] w1,
      float[] w2,
      float[] w3,
      float[] sums,
      float[] others,
      int length) {
    for (int j = 0; j < length; j++) {
      sums[j] = fma(x3, w3[j], fma(x2, w2[j], fma(x1, w1[j], fma(x0, w0[j], sums[j]))));
      others[j] = fma(z3, w3[j], fma(z2, w2[j], fma(z1, w1[j], fma(z0, w0[j], others[j]))));
    }
  }

  static void add8(
      float a0,
      float a1,
      float a2,
      float a3,
      float a4,
      float a5,
      float a6,
      float a7,
      float[] x0,
      float[] x1,
      float[] x2,
      float[] x3,
      float[] x4,
      float[] x5,
      float[] x6,
      float[] x7,
      float[] sums,
      int length) {
    for (int s = 0; s < length; s++) {
      float half = fma(x3[s], a3, fma(x2[s], a2, fma(x1[s], a1, fma(x0[s], a0, sums[s]))));
      sums[s] = fma(x7[s], a7, fma(x6[s], a6, fma(x5[s], a5, fma(x4[s], a4, half))));
    }
  }
}

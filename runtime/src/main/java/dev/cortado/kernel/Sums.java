package dev.cortado.kernel;

import static java.lang.Math.fma;

/**
 * Adds multiples of arrays to arrays of sums, in counted loops over arrays that are all indexed by
 * the loop variable alone: HotSpot turns such loops into vector instructions, on JDK 17 only where
 * they are not larger than these.
 */
final class Sums {
  private Sums() {}

  /** {@code sums += x·w}. */
  static void add1(float x, float[] w, float[] sums, int length) {
    for (int j = 0; j < length; j++) {
      sums[j] = fma(x, w[j], sums[j]);
    }
  }

  /** {@code sums += x0·w0 + x1·w1 + x2·w2 + x3·w3}, one after another. */
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

  /** {@code y += sum over q of x[p + q] · rows[first + q]}, where q goes up to depth. */
  static void add(float[] x, int p, float[][] rows, int first, int depth, float[] y, int length) {
    int q = 0;
    for (; q + 4 <= depth; q += 4) {
      float[] w0 = rows[first + q];
      float[] w1 = rows[first + q + 1];
      float[] w2 = rows[first + q + 2];
      float[] w3 = rows[first + q + 3];
      add4(x[p + q], x[p + q + 1], x[p + q + 2], x[p + q + 3], w0, w1, w2, w3, y, length);
    }
    for (; q < depth; q++) {
      add1(x[p + q], rows[first + q], y, length);
    }
  }

  /** {@link #add} for three sums. */
  static void add(
      float[] x0,
      int p0,
      float[] x1,
      int p1,
      float[] x2,
      int p2,
      float[][] rows,
      int first,
      int depth,
      float[] y0,
      float[] y1,
      float[] y2,
      int length) {
    int q = 0;
    for (; q + 3 <= depth; q += 3) {
      add3(x0, p0 + q, x1, p1 + q, x2, p2 + q, rows, first + q, y0, y1, y2, length);
    }
    for (; q < depth; q++) {
      float[] w = rows[first + q];
      add1(x0[p0 + q], w, y0, length);
      add1(x1[p1 + q], w, y1, length);
      add1(x2[p2 + q], w, y2, length);
    }
  }

  /**
   * Three rows to three sums: loads limit such loops, and three sums share what they add. HotSpot
   * 17 finds vector instructions for a loop that stores to several arrays only where each is stored
   * to at once, where no other loop is in the method, and where the loop is not part of another, so
   * this method has to stay too large to be inlined: above 325 bytes. The message sees to that.
   */
  private static void add3(
      float[] x0,
      int p0,
      float[] x1,
      int p1,
      float[] x2,
      int p2,
      float[][] rows,
      int first,
      float[] y0,
      float[] y1,
      float[] y2,
      int length) {
    float[] w0 = rows[first];
    float[] w1 = rows[first + 1];
    float[] w2 = rows[first + 2];
    if (length < 0) {
      throw new IllegalArgumentException(
          length
              + " elements of sums of "
              + y0.length
              + ", "
              + y1.length
              + " and "
              + y2.length
              + " numbers, of factors from "
              + p0
              + ", "
              + p1
              + " and "
              + p2
              + " on and of rows of "
              + w0.length
              + ", "
              + w1.length
              + " and "
              + w2.length);
    }
    float a0 = x0[p0];
    float a1 = x0[p0 + 1];
    float a2 = x0[p0 + 2];
    float b0 = x1[p1];
    float b1 = x1[p1 + 1];
    float b2 = x1[p1 + 2];
    float c0 = x2[p2];
    float c1 = x2[p2 + 1];
    float c2 = x2[p2 + 2];
    for (int j = 0; j < length; j++) {
      float u = w0[j];
      float v = w1[j];
      float w = w2[j];
      y0[j] = fma(w, a2, fma(v, a1, fma(u, a0, y0[j])));
      y1[j] = fma(w, b2, fma(v, b1, fma(u, b0, y1[j])));
      y2[j] = fma(w, c2, fma(v, c1, fma(u, c0, y2[j])));
    }
  }
}

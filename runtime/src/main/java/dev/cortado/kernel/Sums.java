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
    for (int q = 0; q < depth; q += 3) {
      int count = Math.min(3, depth - q);
      add3(x0, p0 + q, x1, p1 + q, x2, p2 + q, rows, first + q, count, y0, y1, y2, length);
    }
  }

  /**
   * Up to three rows to three sums: loads limit such loops, and three sums share what they add.
   * HotSpot 17 finds vector instructions for a loop that stores to several arrays only where it is
   * not part of another loop, so this method has to stay too large to be inlined: 325 bytes.
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
      int count,
      float[] y0,
      float[] y1,
      float[] y2,
      int length) {
    if (count == 3) {
      float a0 = x0[p0];
      float a1 = x0[p0 + 1];
      float a2 = x0[p0 + 2];
      float b0 = x1[p1];
      float b1 = x1[p1 + 1];
      float b2 = x1[p1 + 2];
      float c0 = x2[p2];
      float c1 = x2[p2 + 1];
      float c2 = x2[p2 + 2];
      float[] w0 = rows[first];
      float[] w1 = rows[first + 1];
      float[] w2 = rows[first + 2];
      for (int j = 0; j < length; j++) {
        float u = w0[j];
        float v = w1[j];
        float w = w2[j];
        float next0 = fma(w, a2, fma(v, a1, fma(u, a0, y0[j])));
        float next1 = fma(w, b2, fma(v, b1, fma(u, b0, y1[j])));
        float next2 = fma(w, c2, fma(v, c1, fma(u, c0, y2[j])));
        y0[j] = next0;
        y1[j] = next1;
        y2[j] = next2;
      }
    } else {
      for (int q = 0; q < count; q++) {
        float[] w = rows[first + q];
        float a = x0[p0 + q];
        float b = x1[p1 + q];
        float c = x2[p2 + q];
        for (int j = 0; j < length; j++) {
          y0[j] = fma(w[j], a, y0[j]);
        }
        for (int j = 0; j < length; j++) {
          y1[j] = fma(w[j], b, y1[j]);
        }
        for (int j = 0; j < length; j++) {
          y2[j] = fma(w[j], c, y2[j]);
        }
      }
    }
  }
}

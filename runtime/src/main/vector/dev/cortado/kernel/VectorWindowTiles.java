package dev.cortado.kernel;

import static dev.cortado.kernel.VectorTiles.LANES;
import static dev.cortado.kernel.VectorTiles.PANEL;
import static dev.cortado.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The tiles of {@link VectorTiles} for windows whose numbers are read where they lie in a picture.
 * What follows one another are positions of one picture.
 */
final class VectorWindowTiles {
  /** Eight positions at a time need more than 16 registers; AVX-512 has 32. */
  private static final boolean EIGHT = LANES >= 16;

  private VectorWindowTiles() {}

  /**
   * {@code to[toAt + p · toStride + j] = from[fromAt + p · fromStride + j] + sum over q of x[shift
   * + starts[p] + places[first + q]] · panel[q][j]} for all positions p.
   *
   * @param depth how many terms each sum gets
   * @param panel a row of {@code width} results for each term
   * @param width {@link VectorTiles#PANEL} or {@link VectorTiles#LANES}
   */
  static void add(
      float[] x,
      int[] starts,
      int shift,
      int[] places,
      int first,
      int depth,
      float[] panel,
      int width,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    if (width == PANEL) {
      addWide(
          x,
          starts,
          shift,
          places,
          first,
          depth,
          panel,
          from,
          fromAt,
          fromStride,
          to,
          toAt,
          toStride);
    } else {
      addNarrow(
          x,
          starts,
          shift,
          places,
          first,
          depth,
          panel,
          from,
          fromAt,
          fromStride,
          to,
          toAt,
          toStride);
    }
  }

  private static void addWide(
      float[] x,
      int[] starts,
      int shift,
      int[] places,
      int first,
      int depth,
      float[] panel,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    int p = 0;
    int a = fromAt;
    int b = toAt;
    for (; EIGHT && p + 8 <= starts.length; p += 8, a += 8 * fromStride, b += 8 * toStride) {
      wide8(x, starts, p, shift, places, first, depth, panel, from, a, fromStride, to, b, toStride);
    }
    for (; p + 4 <= starts.length; p += 4, a += 4 * fromStride, b += 4 * toStride) {
      wide4(x, starts, p, shift, places, first, depth, panel, from, a, fromStride, to, b, toStride);
    }
    for (; p < starts.length; p++, a += fromStride, b += toStride) {
      wide1(x, starts, p, shift, places, first, depth, panel, from, a, fromStride, to, b, toStride);
    }
  }

  private static void addNarrow(
      float[] x,
      int[] starts,
      int shift,
      int[] places,
      int first,
      int depth,
      float[] panel,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    int p = 0;
    int a = fromAt;
    int b = toAt;
    for (; p + 8 <= starts.length; p += 8, a += 8 * fromStride, b += 8 * toStride) {
      narrow8(
          x, starts, p, shift, places, first, depth, panel, from, a, fromStride, to, b, toStride);
    }
    for (; p < starts.length; p++, a += fromStride, b += toStride) {
      narrow1(
          x, starts, p, shift, places, first, depth, panel, from, a, fromStride, to, b, toStride);
    }
  }

  /** Eight positions by two vectors of results, in a panel of two vectors a term. */
  private static void wide8(
      float[] x,
      int[] starts,
      int position,
      int shift,
      int[] places,
      int first,
      int depth,
      float[] panel,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    int x0 = shift + starts[position];
    int x1 = shift + starts[position + 1];
    int x2 = shift + starts[position + 2];
    int x3 = shift + starts[position + 3];
    int x4 = shift + starts[position + 4];
    int x5 = shift + starts[position + 5];
    int x6 = shift + starts[position + 6];
    int x7 = shift + starts[position + 7];
    FloatVector s0 = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector t0 = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector t1 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector t2 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride + LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector t3 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride + LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
    FloatVector t4 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride + LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
    FloatVector t5 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride + LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
    FloatVector t6 = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride + LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
    FloatVector t7 = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride + LANES);
    for (int q = 0; q < depth; q++) {
      int place = places[first + q];
      FloatVector w = FloatVector.fromArray(SPECIES, panel, q * PANEL);
      FloatVector v = FloatVector.fromArray(SPECIES, panel, q * PANEL + LANES);
      FloatVector e0 = FloatVector.broadcast(SPECIES, x[x0 + place]);
      s0 = e0.fma(w, s0);
      t0 = e0.fma(v, t0);
      FloatVector e1 = FloatVector.broadcast(SPECIES, x[x1 + place]);
      s1 = e1.fma(w, s1);
      t1 = e1.fma(v, t1);
      FloatVector e2 = FloatVector.broadcast(SPECIES, x[x2 + place]);
      s2 = e2.fma(w, s2);
      t2 = e2.fma(v, t2);
      FloatVector e3 = FloatVector.broadcast(SPECIES, x[x3 + place]);
      s3 = e3.fma(w, s3);
      t3 = e3.fma(v, t3);
      FloatVector e4 = FloatVector.broadcast(SPECIES, x[x4 + place]);
      s4 = e4.fma(w, s4);
      t4 = e4.fma(v, t4);
      FloatVector e5 = FloatVector.broadcast(SPECIES, x[x5 + place]);
      s5 = e5.fma(w, s5);
      t5 = e5.fma(v, t5);
      FloatVector e6 = FloatVector.broadcast(SPECIES, x[x6 + place]);
      s6 = e6.fma(w, s6);
      t6 = e6.fma(v, t6);
      FloatVector e7 = FloatVector.broadcast(SPECIES, x[x7 + place]);
      s7 = e7.fma(w, s7);
      t7 = e7.fma(v, t7);
    }
    s0.intoArray(to, toAt);
    t0.intoArray(to, toAt + LANES);
    s1.intoArray(to, toAt + toStride);
    t1.intoArray(to, toAt + toStride + LANES);
    s2.intoArray(to, toAt + 2 * toStride);
    t2.intoArray(to, toAt + 2 * toStride + LANES);
    s3.intoArray(to, toAt + 3 * toStride);
    t3.intoArray(to, toAt + 3 * toStride + LANES);
    s4.intoArray(to, toAt + 4 * toStride);
    t4.intoArray(to, toAt + 4 * toStride + LANES);
    s5.intoArray(to, toAt + 5 * toStride);
    t5.intoArray(to, toAt + 5 * toStride + LANES);
    s6.intoArray(to, toAt + 6 * toStride);
    t6.intoArray(to, toAt + 6 * toStride + LANES);
    s7.intoArray(to, toAt + 7 * toStride);
    t7.intoArray(to, toAt + 7 * toStride + LANES);
  }

  /** Four positions by two vectors of results, in a panel of two vectors a term. */
  private static void wide4(
      float[] x,
      int[] starts,
      int position,
      int shift,
      int[] places,
      int first,
      int depth,
      float[] panel,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    int x0 = shift + starts[position];
    int x1 = shift + starts[position + 1];
    int x2 = shift + starts[position + 2];
    int x3 = shift + starts[position + 3];
    FloatVector s0 = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector t0 = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector t1 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector t2 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride + LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector t3 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride + LANES);
    for (int q = 0; q < depth; q++) {
      int place = places[first + q];
      FloatVector w = FloatVector.fromArray(SPECIES, panel, q * PANEL);
      FloatVector v = FloatVector.fromArray(SPECIES, panel, q * PANEL + LANES);
      FloatVector e0 = FloatVector.broadcast(SPECIES, x[x0 + place]);
      s0 = e0.fma(w, s0);
      t0 = e0.fma(v, t0);
      FloatVector e1 = FloatVector.broadcast(SPECIES, x[x1 + place]);
      s1 = e1.fma(w, s1);
      t1 = e1.fma(v, t1);
      FloatVector e2 = FloatVector.broadcast(SPECIES, x[x2 + place]);
      s2 = e2.fma(w, s2);
      t2 = e2.fma(v, t2);
      FloatVector e3 = FloatVector.broadcast(SPECIES, x[x3 + place]);
      s3 = e3.fma(w, s3);
      t3 = e3.fma(v, t3);
    }
    s0.intoArray(to, toAt);
    t0.intoArray(to, toAt + LANES);
    s1.intoArray(to, toAt + toStride);
    t1.intoArray(to, toAt + toStride + LANES);
    s2.intoArray(to, toAt + 2 * toStride);
    t2.intoArray(to, toAt + 2 * toStride + LANES);
    s3.intoArray(to, toAt + 3 * toStride);
    t3.intoArray(to, toAt + 3 * toStride + LANES);
  }

  /** One position by two vectors of results, in a panel of two vectors a term. */
  private static void wide1(
      float[] x,
      int[] starts,
      int position,
      int shift,
      int[] places,
      int first,
      int depth,
      float[] panel,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    int x0 = shift + starts[position];
    FloatVector s0 = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector t0 = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
    for (int q = 0; q < depth; q++) {
      int place = places[first + q];
      FloatVector w = FloatVector.fromArray(SPECIES, panel, q * PANEL);
      FloatVector v = FloatVector.fromArray(SPECIES, panel, q * PANEL + LANES);
      FloatVector e0 = FloatVector.broadcast(SPECIES, x[x0 + place]);
      s0 = e0.fma(w, s0);
      t0 = e0.fma(v, t0);
    }
    s0.intoArray(to, toAt);
    t0.intoArray(to, toAt + LANES);
  }

  /** Eight positions by one vector of results, in a panel of one vector a term. */
  private static void narrow8(
      float[] x,
      int[] starts,
      int position,
      int shift,
      int[] places,
      int first,
      int depth,
      float[] panel,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    int x0 = shift + starts[position];
    int x1 = shift + starts[position + 1];
    int x2 = shift + starts[position + 2];
    int x3 = shift + starts[position + 3];
    int x4 = shift + starts[position + 4];
    int x5 = shift + starts[position + 5];
    int x6 = shift + starts[position + 6];
    int x7 = shift + starts[position + 7];
    FloatVector s0 = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector s1 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector s2 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector s3 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector s4 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
    FloatVector s5 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
    FloatVector s6 = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
    FloatVector s7 = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
    for (int q = 0; q < depth; q++) {
      int place = places[first + q];
      FloatVector w = FloatVector.fromArray(SPECIES, panel, q * LANES);
      s0 = FloatVector.broadcast(SPECIES, x[x0 + place]).fma(w, s0);
      s1 = FloatVector.broadcast(SPECIES, x[x1 + place]).fma(w, s1);
      s2 = FloatVector.broadcast(SPECIES, x[x2 + place]).fma(w, s2);
      s3 = FloatVector.broadcast(SPECIES, x[x3 + place]).fma(w, s3);
      s4 = FloatVector.broadcast(SPECIES, x[x4 + place]).fma(w, s4);
      s5 = FloatVector.broadcast(SPECIES, x[x5 + place]).fma(w, s5);
      s6 = FloatVector.broadcast(SPECIES, x[x6 + place]).fma(w, s6);
      s7 = FloatVector.broadcast(SPECIES, x[x7 + place]).fma(w, s7);
    }
    s0.intoArray(to, toAt);
    s1.intoArray(to, toAt + toStride);
    s2.intoArray(to, toAt + 2 * toStride);
    s3.intoArray(to, toAt + 3 * toStride);
    s4.intoArray(to, toAt + 4 * toStride);
    s5.intoArray(to, toAt + 5 * toStride);
    s6.intoArray(to, toAt + 6 * toStride);
    s7.intoArray(to, toAt + 7 * toStride);
  }

  /** One position by one vector of results, in a panel of one vector a term. */
  private static void narrow1(
      float[] x,
      int[] starts,
      int position,
      int shift,
      int[] places,
      int first,
      int depth,
      float[] panel,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    int x0 = shift + starts[position];
    FloatVector s0 = FloatVector.fromArray(SPECIES, from, fromAt);
    for (int q = 0; q < depth; q++) {
      int place = places[first + q];
      FloatVector w = FloatVector.fromArray(SPECIES, panel, q * LANES);
      s0 = FloatVector.broadcast(SPECIES, x[x0 + place]).fma(w, s0);
    }
    s0.intoArray(to, toAt);
  }
}

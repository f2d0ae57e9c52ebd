package dev.cortado.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a product that stay in registers while they are summed: some samples by one or two
 * vectors of results. Written out, as HotSpot keeps vectors in registers only where each is a local
 * variable.
 */
final class VectorTiles {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** How many results a wide panel is for. */
  static final int PANEL = 2 * LANES;

  /** Eight samples at a time need more than 16 registers; AVX-512 has 32. */
  private static final boolean EIGHT = LANES >= 16;

  private VectorTiles() {}

  /**
   * {@code y[s][at + j] += sum over q of x[s][first + q] · panel[q][j]} for all rows.
   *
   * @param depth how many terms each sum gets
   * @param panel a row of {@code width} results for each term
   * @param width {@link #PANEL} or {@link #LANES}
   */
  static void add(
      float[][] x, float[][] y, int rows, int first, int depth, float[] panel, int width, int at) {
    if (width == PANEL) {
      addWide(x, y, rows, first, depth, panel, at);
    } else {
      addNarrow(x, y, rows, first, depth, panel, at);
    }
  }

  private static void addWide(
      float[][] x, float[][] y, int rows, int first, int depth, float[] panel, int at) {
    int row = 0;
    for (; EIGHT && row + 8 <= rows; row += 8) {
      wide8(x, y, row, first, depth, panel, at);
    }
    for (; row + 4 <= rows; row += 4) {
      wide4(x, y, row, first, depth, panel, at);
    }
    for (; row < rows; row++) {
      wide1(x, y, row, first, depth, panel, at);
    }
  }

  private static void addNarrow(
      float[][] x, float[][] y, int rows, int first, int depth, float[] panel, int at) {
    int row = 0;
    for (; row + 8 <= rows; row += 8) {
      narrow8(x, y, row, first, depth, panel, at);
    }
    for (; row < rows; row++) {
      narrow1(x, y, row, first, depth, panel, at);
    }
  }

  /** Eight samples by two vectors of results, in a panel of two vectors an input. */
  private static void wide8(
      float[][] x, float[][] y, int row, int first, int depth, float[] panel, int at) {
    float[] x0 = x[row];
    float[] x1 = x[row + 1];
    float[] x2 = x[row + 2];
    float[] x3 = x[row + 3];
    float[] x4 = x[row + 4];
    float[] x5 = x[row + 5];
    float[] x6 = x[row + 6];
    float[] x7 = x[row + 7];
    float[] y0 = y[row];
    float[] y1 = y[row + 1];
    float[] y2 = y[row + 2];
    float[] y3 = y[row + 3];
    float[] y4 = y[row + 4];
    float[] y5 = y[row + 5];
    float[] y6 = y[row + 6];
    float[] y7 = y[row + 7];
    FloatVector s0 = FloatVector.fromArray(SPECIES, y0, at);
    FloatVector t0 = FloatVector.fromArray(SPECIES, y0, at + LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, y1, at);
    FloatVector t1 = FloatVector.fromArray(SPECIES, y1, at + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, y2, at);
    FloatVector t2 = FloatVector.fromArray(SPECIES, y2, at + LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, y3, at);
    FloatVector t3 = FloatVector.fromArray(SPECIES, y3, at + LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, y4, at);
    FloatVector t4 = FloatVector.fromArray(SPECIES, y4, at + LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, y5, at);
    FloatVector t5 = FloatVector.fromArray(SPECIES, y5, at + LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, y6, at);
    FloatVector t6 = FloatVector.fromArray(SPECIES, y6, at + LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, y7, at);
    FloatVector t7 = FloatVector.fromArray(SPECIES, y7, at + LANES);
    for (int q = 0; q < depth; q++) {
      FloatVector w = FloatVector.fromArray(SPECIES, panel, q * PANEL);
      FloatVector v = FloatVector.fromArray(SPECIES, panel, q * PANEL + LANES);
      FloatVector e0 = FloatVector.broadcast(SPECIES, x0[first + q]);
      s0 = e0.fma(w, s0);
      t0 = e0.fma(v, t0);
      FloatVector e1 = FloatVector.broadcast(SPECIES, x1[first + q]);
      s1 = e1.fma(w, s1);
      t1 = e1.fma(v, t1);
      FloatVector e2 = FloatVector.broadcast(SPECIES, x2[first + q]);
      s2 = e2.fma(w, s2);
      t2 = e2.fma(v, t2);
      FloatVector e3 = FloatVector.broadcast(SPECIES, x3[first + q]);
      s3 = e3.fma(w, s3);
      t3 = e3.fma(v, t3);
      FloatVector e4 = FloatVector.broadcast(SPECIES, x4[first + q]);
      s4 = e4.fma(w, s4);
      t4 = e4.fma(v, t4);
      FloatVector e5 = FloatVector.broadcast(SPECIES, x5[first + q]);
      s5 = e5.fma(w, s5);
      t5 = e5.fma(v, t5);
      FloatVector e6 = FloatVector.broadcast(SPECIES, x6[first + q]);
      s6 = e6.fma(w, s6);
      t6 = e6.fma(v, t6);
      FloatVector e7 = FloatVector.broadcast(SPECIES, x7[first + q]);
      s7 = e7.fma(w, s7);
      t7 = e7.fma(v, t7);
    }
    s0.intoArray(y0, at);
    t0.intoArray(y0, at + LANES);
    s1.intoArray(y1, at);
    t1.intoArray(y1, at + LANES);
    s2.intoArray(y2, at);
    t2.intoArray(y2, at + LANES);
    s3.intoArray(y3, at);
    t3.intoArray(y3, at + LANES);
    s4.intoArray(y4, at);
    t4.intoArray(y4, at + LANES);
    s5.intoArray(y5, at);
    t5.intoArray(y5, at + LANES);
    s6.intoArray(y6, at);
    t6.intoArray(y6, at + LANES);
    s7.intoArray(y7, at);
    t7.intoArray(y7, at + LANES);
  }

  /** Four samples by two vectors of results, in a panel of two vectors an input. */
  private static void wide4(
      float[][] x, float[][] y, int row, int first, int depth, float[] panel, int at) {
    float[] x0 = x[row];
    float[] x1 = x[row + 1];
    float[] x2 = x[row + 2];
    float[] x3 = x[row + 3];
    float[] y0 = y[row];
    float[] y1 = y[row + 1];
    float[] y2 = y[row + 2];
    float[] y3 = y[row + 3];
    FloatVector s0 = FloatVector.fromArray(SPECIES, y0, at);
    FloatVector t0 = FloatVector.fromArray(SPECIES, y0, at + LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, y1, at);
    FloatVector t1 = FloatVector.fromArray(SPECIES, y1, at + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, y2, at);
    FloatVector t2 = FloatVector.fromArray(SPECIES, y2, at + LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, y3, at);
    FloatVector t3 = FloatVector.fromArray(SPECIES, y3, at + LANES);
    for (int q = 0; q < depth; q++) {
      FloatVector w = FloatVector.fromArray(SPECIES, panel, q * PANEL);
      FloatVector v = FloatVector.fromArray(SPECIES, panel, q * PANEL + LANES);
      FloatVector e0 = FloatVector.broadcast(SPECIES, x0[first + q]);
      s0 = e0.fma(w, s0);
      t0 = e0.fma(v, t0);
      FloatVector e1 = FloatVector.broadcast(SPECIES, x1[first + q]);
      s1 = e1.fma(w, s1);
      t1 = e1.fma(v, t1);
      FloatVector e2 = FloatVector.broadcast(SPECIES, x2[first + q]);
      s2 = e2.fma(w, s2);
      t2 = e2.fma(v, t2);
      FloatVector e3 = FloatVector.broadcast(SPECIES, x3[first + q]);
      s3 = e3.fma(w, s3);
      t3 = e3.fma(v, t3);
    }
    s0.intoArray(y0, at);
    t0.intoArray(y0, at + LANES);
    s1.intoArray(y1, at);
    t1.intoArray(y1, at + LANES);
    s2.intoArray(y2, at);
    t2.intoArray(y2, at + LANES);
    s3.intoArray(y3, at);
    t3.intoArray(y3, at + LANES);
  }

  /** One sample by two vectors of results, in a panel of two vectors an input. */
  private static void wide1(
      float[][] x, float[][] y, int row, int first, int depth, float[] panel, int at) {
    float[] x0 = x[row];
    float[] y0 = y[row];
    FloatVector s0 = FloatVector.fromArray(SPECIES, y0, at);
    FloatVector t0 = FloatVector.fromArray(SPECIES, y0, at + LANES);
    for (int q = 0; q < depth; q++) {
      FloatVector w = FloatVector.fromArray(SPECIES, panel, q * PANEL);
      FloatVector v = FloatVector.fromArray(SPECIES, panel, q * PANEL + LANES);
      FloatVector e0 = FloatVector.broadcast(SPECIES, x0[first + q]);
      s0 = e0.fma(w, s0);
      t0 = e0.fma(v, t0);
    }
    s0.intoArray(y0, at);
    t0.intoArray(y0, at + LANES);
  }

  /** Eight samples by one vector of results, in a panel of one vector an input. */
  private static void narrow8(
      float[][] x, float[][] y, int row, int first, int depth, float[] panel, int at) {
    float[] x0 = x[row];
    float[] x1 = x[row + 1];
    float[] x2 = x[row + 2];
    float[] x3 = x[row + 3];
    float[] x4 = x[row + 4];
    float[] x5 = x[row + 5];
    float[] x6 = x[row + 6];
    float[] x7 = x[row + 7];
    float[] y0 = y[row];
    float[] y1 = y[row + 1];
    float[] y2 = y[row + 2];
    float[] y3 = y[row + 3];
    float[] y4 = y[row + 4];
    float[] y5 = y[row + 5];
    float[] y6 = y[row + 6];
    float[] y7 = y[row + 7];
    FloatVector s0 = FloatVector.fromArray(SPECIES, y0, at);
    FloatVector s1 = FloatVector.fromArray(SPECIES, y1, at);
    FloatVector s2 = FloatVector.fromArray(SPECIES, y2, at);
    FloatVector s3 = FloatVector.fromArray(SPECIES, y3, at);
    FloatVector s4 = FloatVector.fromArray(SPECIES, y4, at);
    FloatVector s5 = FloatVector.fromArray(SPECIES, y5, at);
    FloatVector s6 = FloatVector.fromArray(SPECIES, y6, at);
    FloatVector s7 = FloatVector.fromArray(SPECIES, y7, at);
    for (int q = 0; q < depth; q++) {
      FloatVector w = FloatVector.fromArray(SPECIES, panel, q * LANES);
      s0 = FloatVector.broadcast(SPECIES, x0[first + q]).fma(w, s0);
      s1 = FloatVector.broadcast(SPECIES, x1[first + q]).fma(w, s1);
      s2 = FloatVector.broadcast(SPECIES, x2[first + q]).fma(w, s2);
      s3 = FloatVector.broadcast(SPECIES, x3[first + q]).fma(w, s3);
      s4 = FloatVector.broadcast(SPECIES, x4[first + q]).fma(w, s4);
      s5 = FloatVector.broadcast(SPECIES, x5[first + q]).fma(w, s5);
      s6 = FloatVector.broadcast(SPECIES, x6[first + q]).fma(w, s6);
      s7 = FloatVector.broadcast(SPECIES, x7[first + q]).fma(w, s7);
    }
    s0.intoArray(y0, at);
    s1.intoArray(y1, at);
    s2.intoArray(y2, at);
    s3.intoArray(y3, at);
    s4.intoArray(y4, at);
    s5.intoArray(y5, at);
    s6.intoArray(y6, at);
    s7.intoArray(y7, at);
  }

  /** One sample by one vector of results, in a panel of one vector an input. */
  private static void narrow1(
      float[][] x, float[][] y, int row, int first, int depth, float[] panel, int at) {
    float[] x0 = x[row];
    float[] y0 = y[row];
    FloatVector s0 = FloatVector.fromArray(SPECIES, y0, at);
    for (int q = 0; q < depth; q++) {
      FloatVector w = FloatVector.fromArray(SPECIES, panel, q * LANES);
      s0 = FloatVector.broadcast(SPECIES, x0[first + q]).fma(w, s0);
    }
    s0.intoArray(y0, at);
  }
}

package dev.cortado.kernel;

import static dev.cortado.kernel.VectorTiles.LANES;
import static dev.cortado.kernel.VectorTiles.PANEL;
import static dev.cortado.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of a sum of outer products that stay in registers while they are summed: some rows by one
 * or two vectors. Both factors are packed in the order of use. Written out, as HotSpot keeps
 * vectors in registers only where each is a local variable.
 */
final class VectorBlocks {
  /** How many rows a tile has at most: as registers hold, 32 with AVX-512, else 16. */
  static final int ROWS = LANES >= 16 ? 12 : 6;

  /** And where that leaves fewer rows empty. */
  private static final int FEWER_ROWS = LANES >= 16 ? 8 : ROWS;

  private VectorBlocks() {}

  /**
   * How many rows tiles should have: one of the heights that {@link #add} is for.
   *
   * @param rows how many there are
   * @param results how many results each has
   */
  static int height(int rows, int results) {
    boolean isNarrow = (results - 1) % PANEL < LANES;
    int empty = (rows + ROWS - 1) / ROWS * ROWS;
    int emptyOfFewer = (rows + FEWER_ROWS - 1) / FEWER_ROWS * FEWER_ROWS;
    return isNarrow || empty <= emptyOfFewer ? ROWS : FEWER_ROWS;
  }

  /**
   * {@code to[at + k·stride + j] += sum over q of block[first + q·height + k] · panel[q·width + j]}
   * for all rows k of a tile.
   *
   * @param height how many rows the tile has: {@link #ROWS} or, with a wide panel, what {@link
   *     #height} says
   * @param depth how many terms each sum has
   * @param width {@link VectorTiles#PANEL} or {@link VectorTiles#LANES}
   */
  static void add(
      int height,
      float[] block,
      int first,
      float[] panel,
      int panelAt,
      int width,
      int depth,
      float[] to,
      int at,
      int stride) {
    if (height == 8) {
      rows8by2(block, first, panel, panelAt, depth, to, at, stride);
    } else if (height == 12) {
      if (width == PANEL) {
        rows12by2(block, first, panel, panelAt, depth, to, at, stride);
      } else {
        rows12by1(block, first, panel, panelAt, depth, to, at, stride);
      }
    } else if (width == PANEL) {
      rows6by2(block, first, panel, panelAt, depth, to, at, stride);
    } else {
      rows6by1(block, first, panel, panelAt, depth, to, at, stride);
    }
  }

  /** Twelve rows by two vectors. */
  private static void rows12by2(
      float[] block,
      int first,
      float[] panel,
      int panelAt,
      int depth,
      float[] to,
      int at,
      int stride) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, to, at);
    FloatVector t0 = FloatVector.fromArray(SPECIES, to, at + LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, to, at + stride);
    FloatVector t1 = FloatVector.fromArray(SPECIES, to, at + stride + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, to, at + 2 * stride);
    FloatVector t2 = FloatVector.fromArray(SPECIES, to, at + 2 * stride + LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, to, at + 3 * stride);
    FloatVector t3 = FloatVector.fromArray(SPECIES, to, at + 3 * stride + LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, to, at + 4 * stride);
    FloatVector t4 = FloatVector.fromArray(SPECIES, to, at + 4 * stride + LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, to, at + 5 * stride);
    FloatVector t5 = FloatVector.fromArray(SPECIES, to, at + 5 * stride + LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, to, at + 6 * stride);
    FloatVector t6 = FloatVector.fromArray(SPECIES, to, at + 6 * stride + LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, to, at + 7 * stride);
    FloatVector t7 = FloatVector.fromArray(SPECIES, to, at + 7 * stride + LANES);
    FloatVector s8 = FloatVector.fromArray(SPECIES, to, at + 8 * stride);
    FloatVector t8 = FloatVector.fromArray(SPECIES, to, at + 8 * stride + LANES);
    FloatVector s9 = FloatVector.fromArray(SPECIES, to, at + 9 * stride);
    FloatVector t9 = FloatVector.fromArray(SPECIES, to, at + 9 * stride + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, to, at + 10 * stride);
    FloatVector t10 = FloatVector.fromArray(SPECIES, to, at + 10 * stride + LANES);
    FloatVector s11 = FloatVector.fromArray(SPECIES, to, at + 11 * stride);
    FloatVector t11 = FloatVector.fromArray(SPECIES, to, at + 11 * stride + LANES);
    for (int q = 0; q < depth; q++) {
      FloatVector w = FloatVector.fromArray(SPECIES, panel, panelAt + q * PANEL);
      FloatVector v = FloatVector.fromArray(SPECIES, panel, panelAt + q * PANEL + LANES);
      int p = first + q * 12;
      FloatVector e0 = FloatVector.broadcast(SPECIES, block[p]);
      s0 = e0.fma(w, s0);
      t0 = e0.fma(v, t0);
      FloatVector e1 = FloatVector.broadcast(SPECIES, block[p + 1]);
      s1 = e1.fma(w, s1);
      t1 = e1.fma(v, t1);
      FloatVector e2 = FloatVector.broadcast(SPECIES, block[p + 2]);
      s2 = e2.fma(w, s2);
      t2 = e2.fma(v, t2);
      FloatVector e3 = FloatVector.broadcast(SPECIES, block[p + 3]);
      s3 = e3.fma(w, s3);
      t3 = e3.fma(v, t3);
      FloatVector e4 = FloatVector.broadcast(SPECIES, block[p + 4]);
      s4 = e4.fma(w, s4);
      t4 = e4.fma(v, t4);
      FloatVector e5 = FloatVector.broadcast(SPECIES, block[p + 5]);
      s5 = e5.fma(w, s5);
      t5 = e5.fma(v, t5);
      FloatVector e6 = FloatVector.broadcast(SPECIES, block[p + 6]);
      s6 = e6.fma(w, s6);
      t6 = e6.fma(v, t6);
      FloatVector e7 = FloatVector.broadcast(SPECIES, block[p + 7]);
      s7 = e7.fma(w, s7);
      t7 = e7.fma(v, t7);
      FloatVector e8 = FloatVector.broadcast(SPECIES, block[p + 8]);
      s8 = e8.fma(w, s8);
      t8 = e8.fma(v, t8);
      FloatVector e9 = FloatVector.broadcast(SPECIES, block[p + 9]);
      s9 = e9.fma(w, s9);
      t9 = e9.fma(v, t9);
      FloatVector e10 = FloatVector.broadcast(SPECIES, block[p + 10]);
      s10 = e10.fma(w, s10);
      t10 = e10.fma(v, t10);
      FloatVector e11 = FloatVector.broadcast(SPECIES, block[p + 11]);
      s11 = e11.fma(w, s11);
      t11 = e11.fma(v, t11);
    }
    s0.intoArray(to, at);
    t0.intoArray(to, at + LANES);
    s1.intoArray(to, at + stride);
    t1.intoArray(to, at + stride + LANES);
    s2.intoArray(to, at + 2 * stride);
    t2.intoArray(to, at + 2 * stride + LANES);
    s3.intoArray(to, at + 3 * stride);
    t3.intoArray(to, at + 3 * stride + LANES);
    s4.intoArray(to, at + 4 * stride);
    t4.intoArray(to, at + 4 * stride + LANES);
    s5.intoArray(to, at + 5 * stride);
    t5.intoArray(to, at + 5 * stride + LANES);
    s6.intoArray(to, at + 6 * stride);
    t6.intoArray(to, at + 6 * stride + LANES);
    s7.intoArray(to, at + 7 * stride);
    t7.intoArray(to, at + 7 * stride + LANES);
    s8.intoArray(to, at + 8 * stride);
    t8.intoArray(to, at + 8 * stride + LANES);
    s9.intoArray(to, at + 9 * stride);
    t9.intoArray(to, at + 9 * stride + LANES);
    s10.intoArray(to, at + 10 * stride);
    t10.intoArray(to, at + 10 * stride + LANES);
    s11.intoArray(to, at + 11 * stride);
    t11.intoArray(to, at + 11 * stride + LANES);
  }

  /** Eight rows by two vectors. */
  private static void rows8by2(
      float[] block,
      int first,
      float[] panel,
      int panelAt,
      int depth,
      float[] to,
      int at,
      int stride) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, to, at);
    FloatVector t0 = FloatVector.fromArray(SPECIES, to, at + LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, to, at + stride);
    FloatVector t1 = FloatVector.fromArray(SPECIES, to, at + stride + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, to, at + 2 * stride);
    FloatVector t2 = FloatVector.fromArray(SPECIES, to, at + 2 * stride + LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, to, at + 3 * stride);
    FloatVector t3 = FloatVector.fromArray(SPECIES, to, at + 3 * stride + LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, to, at + 4 * stride);
    FloatVector t4 = FloatVector.fromArray(SPECIES, to, at + 4 * stride + LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, to, at + 5 * stride);
    FloatVector t5 = FloatVector.fromArray(SPECIES, to, at + 5 * stride + LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, to, at + 6 * stride);
    FloatVector t6 = FloatVector.fromArray(SPECIES, to, at + 6 * stride + LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, to, at + 7 * stride);
    FloatVector t7 = FloatVector.fromArray(SPECIES, to, at + 7 * stride + LANES);
    for (int q = 0; q < depth; q++) {
      FloatVector w = FloatVector.fromArray(SPECIES, panel, panelAt + q * PANEL);
      FloatVector v = FloatVector.fromArray(SPECIES, panel, panelAt + q * PANEL + LANES);
      int p = first + q * 8;
      FloatVector e0 = FloatVector.broadcast(SPECIES, block[p]);
      s0 = e0.fma(w, s0);
      t0 = e0.fma(v, t0);
      FloatVector e1 = FloatVector.broadcast(SPECIES, block[p + 1]);
      s1 = e1.fma(w, s1);
      t1 = e1.fma(v, t1);
      FloatVector e2 = FloatVector.broadcast(SPECIES, block[p + 2]);
      s2 = e2.fma(w, s2);
      t2 = e2.fma(v, t2);
      FloatVector e3 = FloatVector.broadcast(SPECIES, block[p + 3]);
      s3 = e3.fma(w, s3);
      t3 = e3.fma(v, t3);
      FloatVector e4 = FloatVector.broadcast(SPECIES, block[p + 4]);
      s4 = e4.fma(w, s4);
      t4 = e4.fma(v, t4);
      FloatVector e5 = FloatVector.broadcast(SPECIES, block[p + 5]);
      s5 = e5.fma(w, s5);
      t5 = e5.fma(v, t5);
      FloatVector e6 = FloatVector.broadcast(SPECIES, block[p + 6]);
      s6 = e6.fma(w, s6);
      t6 = e6.fma(v, t6);
      FloatVector e7 = FloatVector.broadcast(SPECIES, block[p + 7]);
      s7 = e7.fma(w, s7);
      t7 = e7.fma(v, t7);
    }
    s0.intoArray(to, at);
    t0.intoArray(to, at + LANES);
    s1.intoArray(to, at + stride);
    t1.intoArray(to, at + stride + LANES);
    s2.intoArray(to, at + 2 * stride);
    t2.intoArray(to, at + 2 * stride + LANES);
    s3.intoArray(to, at + 3 * stride);
    t3.intoArray(to, at + 3 * stride + LANES);
    s4.intoArray(to, at + 4 * stride);
    t4.intoArray(to, at + 4 * stride + LANES);
    s5.intoArray(to, at + 5 * stride);
    t5.intoArray(to, at + 5 * stride + LANES);
    s6.intoArray(to, at + 6 * stride);
    t6.intoArray(to, at + 6 * stride + LANES);
    s7.intoArray(to, at + 7 * stride);
    t7.intoArray(to, at + 7 * stride + LANES);
  }

  /** Twelve rows by one vector. */
  private static void rows12by1(
      float[] block,
      int first,
      float[] panel,
      int panelAt,
      int depth,
      float[] to,
      int at,
      int stride) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, to, at);
    FloatVector s1 = FloatVector.fromArray(SPECIES, to, at + stride);
    FloatVector s2 = FloatVector.fromArray(SPECIES, to, at + 2 * stride);
    FloatVector s3 = FloatVector.fromArray(SPECIES, to, at + 3 * stride);
    FloatVector s4 = FloatVector.fromArray(SPECIES, to, at + 4 * stride);
    FloatVector s5 = FloatVector.fromArray(SPECIES, to, at + 5 * stride);
    FloatVector s6 = FloatVector.fromArray(SPECIES, to, at + 6 * stride);
    FloatVector s7 = FloatVector.fromArray(SPECIES, to, at + 7 * stride);
    FloatVector s8 = FloatVector.fromArray(SPECIES, to, at + 8 * stride);
    FloatVector s9 = FloatVector.fromArray(SPECIES, to, at + 9 * stride);
    FloatVector s10 = FloatVector.fromArray(SPECIES, to, at + 10 * stride);
    FloatVector s11 = FloatVector.fromArray(SPECIES, to, at + 11 * stride);
    for (int q = 0; q < depth; q++) {
      FloatVector w = FloatVector.fromArray(SPECIES, panel, panelAt + q * LANES);
      int p = first + q * 12;
      s0 = FloatVector.broadcast(SPECIES, block[p]).fma(w, s0);
      s1 = FloatVector.broadcast(SPECIES, block[p + 1]).fma(w, s1);
      s2 = FloatVector.broadcast(SPECIES, block[p + 2]).fma(w, s2);
      s3 = FloatVector.broadcast(SPECIES, block[p + 3]).fma(w, s3);
      s4 = FloatVector.broadcast(SPECIES, block[p + 4]).fma(w, s4);
      s5 = FloatVector.broadcast(SPECIES, block[p + 5]).fma(w, s5);
      s6 = FloatVector.broadcast(SPECIES, block[p + 6]).fma(w, s6);
      s7 = FloatVector.broadcast(SPECIES, block[p + 7]).fma(w, s7);
      s8 = FloatVector.broadcast(SPECIES, block[p + 8]).fma(w, s8);
      s9 = FloatVector.broadcast(SPECIES, block[p + 9]).fma(w, s9);
      s10 = FloatVector.broadcast(SPECIES, block[p + 10]).fma(w, s10);
      s11 = FloatVector.broadcast(SPECIES, block[p + 11]).fma(w, s11);
    }
    s0.intoArray(to, at);
    s1.intoArray(to, at + stride);
    s2.intoArray(to, at + 2 * stride);
    s3.intoArray(to, at + 3 * stride);
    s4.intoArray(to, at + 4 * stride);
    s5.intoArray(to, at + 5 * stride);
    s6.intoArray(to, at + 6 * stride);
    s7.intoArray(to, at + 7 * stride);
    s8.intoArray(to, at + 8 * stride);
    s9.intoArray(to, at + 9 * stride);
    s10.intoArray(to, at + 10 * stride);
    s11.intoArray(to, at + 11 * stride);
  }

  /** Six rows by two vectors. */
  private static void rows6by2(
      float[] block,
      int first,
      float[] panel,
      int panelAt,
      int depth,
      float[] to,
      int at,
      int stride) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, to, at);
    FloatVector t0 = FloatVector.fromArray(SPECIES, to, at + LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, to, at + stride);
    FloatVector t1 = FloatVector.fromArray(SPECIES, to, at + stride + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, to, at + 2 * stride);
    FloatVector t2 = FloatVector.fromArray(SPECIES, to, at + 2 * stride + LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, to, at + 3 * stride);
    FloatVector t3 = FloatVector.fromArray(SPECIES, to, at + 3 * stride + LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, to, at + 4 * stride);
    FloatVector t4 = FloatVector.fromArray(SPECIES, to, at + 4 * stride + LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, to, at + 5 * stride);
    FloatVector t5 = FloatVector.fromArray(SPECIES, to, at + 5 * stride + LANES);
    for (int q = 0; q < depth; q++) {
      FloatVector w = FloatVector.fromArray(SPECIES, panel, panelAt + q * PANEL);
      FloatVector v = FloatVector.fromArray(SPECIES, panel, panelAt + q * PANEL + LANES);
      int p = first + q * 6;
      FloatVector e0 = FloatVector.broadcast(SPECIES, block[p]);
      s0 = e0.fma(w, s0);
      t0 = e0.fma(v, t0);
      FloatVector e1 = FloatVector.broadcast(SPECIES, block[p + 1]);
      s1 = e1.fma(w, s1);
      t1 = e1.fma(v, t1);
      FloatVector e2 = FloatVector.broadcast(SPECIES, block[p + 2]);
      s2 = e2.fma(w, s2);
      t2 = e2.fma(v, t2);
      FloatVector e3 = FloatVector.broadcast(SPECIES, block[p + 3]);
      s3 = e3.fma(w, s3);
      t3 = e3.fma(v, t3);
      FloatVector e4 = FloatVector.broadcast(SPECIES, block[p + 4]);
      s4 = e4.fma(w, s4);
      t4 = e4.fma(v, t4);
      FloatVector e5 = FloatVector.broadcast(SPECIES, block[p + 5]);
      s5 = e5.fma(w, s5);
      t5 = e5.fma(v, t5);
    }
    s0.intoArray(to, at);
    t0.intoArray(to, at + LANES);
    s1.intoArray(to, at + stride);
    t1.intoArray(to, at + stride + LANES);
    s2.intoArray(to, at + 2 * stride);
    t2.intoArray(to, at + 2 * stride + LANES);
    s3.intoArray(to, at + 3 * stride);
    t3.intoArray(to, at + 3 * stride + LANES);
    s4.intoArray(to, at + 4 * stride);
    t4.intoArray(to, at + 4 * stride + LANES);
    s5.intoArray(to, at + 5 * stride);
    t5.intoArray(to, at + 5 * stride + LANES);
  }

  /** Six rows by one vector. */
  private static void rows6by1(
      float[] block,
      int first,
      float[] panel,
      int panelAt,
      int depth,
      float[] to,
      int at,
      int stride) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, to, at);
    FloatVector s1 = FloatVector.fromArray(SPECIES, to, at + stride);
    FloatVector s2 = FloatVector.fromArray(SPECIES, to, at + 2 * stride);
    FloatVector s3 = FloatVector.fromArray(SPECIES, to, at + 3 * stride);
    FloatVector s4 = FloatVector.fromArray(SPECIES, to, at + 4 * stride);
    FloatVector s5 = FloatVector.fromArray(SPECIES, to, at + 5 * stride);
    for (int q = 0; q < depth; q++) {
      FloatVector w = FloatVector.fromArray(SPECIES, panel, panelAt + q * LANES);
      int p = first + q * 6;
      s0 = FloatVector.broadcast(SPECIES, block[p]).fma(w, s0);
      s1 = FloatVector.broadcast(SPECIES, block[p + 1]).fma(w, s1);
      s2 = FloatVector.broadcast(SPECIES, block[p + 2]).fma(w, s2);
      s3 = FloatVector.broadcast(SPECIES, block[p + 3]).fma(w, s3);
      s4 = FloatVector.broadcast(SPECIES, block[p + 4]).fma(w, s4);
      s5 = FloatVector.broadcast(SPECIES, block[p + 5]).fma(w, s5);
    }
    s0.intoArray(to, at);
    s1.intoArray(to, at + stride);
    s2.intoArray(to, at + 2 * stride);
    s3.intoArray(to, at + 3 * stride);
    s4.intoArray(to, at + 4 * stride);
    s5.intoArray(to, at + 5 * stride);
  }
}

package dev.cortado.kernel;

import static dev.cortado.kernel.VectorBlocks.ROWS;
import static dev.cortado.kernel.VectorTiles.LANES;
import static dev.cortado.kernel.VectorTiles.PANEL;
import static dev.cortado.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of a sum of outer products like those of {@link VectorBlocks}, where few blocks hold all
 * results: as the vectors are then used once or twice, they are read where they lie.
 */
final class VectorSingleBlock {
  private VectorSingleBlock() {}

  /**
   * {@code to[k·PANEL + j] += sum over q of block[first + q·ROWS + k] · x[q][i + j]} for all {@link
   * #ROWS} rows k.
   */
  static void add(float[] block, int first, float[][] x, int i, int depth, float[] to) {
    if (ROWS == 12) {
      rows12(block, first, x, i, depth, to);
    } else {
      rows6(block, first, x, i, depth, to);
    }
  }

  /** Twelve rows by two vectors. */
  private static void rows12(float[] block, int first, float[][] x, int i, int depth, float[] to) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, to, 0);
    FloatVector t0 = FloatVector.fromArray(SPECIES, to, LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, to, PANEL);
    FloatVector t1 = FloatVector.fromArray(SPECIES, to, PANEL + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, to, 2 * PANEL);
    FloatVector t2 = FloatVector.fromArray(SPECIES, to, 2 * PANEL + LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, to, 3 * PANEL);
    FloatVector t3 = FloatVector.fromArray(SPECIES, to, 3 * PANEL + LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, to, 4 * PANEL);
    FloatVector t4 = FloatVector.fromArray(SPECIES, to, 4 * PANEL + LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, to, 5 * PANEL);
    FloatVector t5 = FloatVector.fromArray(SPECIES, to, 5 * PANEL + LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, to, 6 * PANEL);
    FloatVector t6 = FloatVector.fromArray(SPECIES, to, 6 * PANEL + LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, to, 7 * PANEL);
    FloatVector t7 = FloatVector.fromArray(SPECIES, to, 7 * PANEL + LANES);
    FloatVector s8 = FloatVector.fromArray(SPECIES, to, 8 * PANEL);
    FloatVector t8 = FloatVector.fromArray(SPECIES, to, 8 * PANEL + LANES);
    FloatVector s9 = FloatVector.fromArray(SPECIES, to, 9 * PANEL);
    FloatVector t9 = FloatVector.fromArray(SPECIES, to, 9 * PANEL + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, to, 10 * PANEL);
    FloatVector t10 = FloatVector.fromArray(SPECIES, to, 10 * PANEL + LANES);
    FloatVector s11 = FloatVector.fromArray(SPECIES, to, 11 * PANEL);
    FloatVector t11 = FloatVector.fromArray(SPECIES, to, 11 * PANEL + LANES);
    for (int q = 0, p = first; q < depth; q++, p += 12) {
      float[] row = x[q];
      FloatVector w = FloatVector.fromArray(SPECIES, row, i);
      FloatVector v = FloatVector.fromArray(SPECIES, row, i + LANES);
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
    s0.intoArray(to, 0);
    t0.intoArray(to, LANES);
    s1.intoArray(to, PANEL);
    t1.intoArray(to, PANEL + LANES);
    s2.intoArray(to, 2 * PANEL);
    t2.intoArray(to, 2 * PANEL + LANES);
    s3.intoArray(to, 3 * PANEL);
    t3.intoArray(to, 3 * PANEL + LANES);
    s4.intoArray(to, 4 * PANEL);
    t4.intoArray(to, 4 * PANEL + LANES);
    s5.intoArray(to, 5 * PANEL);
    t5.intoArray(to, 5 * PANEL + LANES);
    s6.intoArray(to, 6 * PANEL);
    t6.intoArray(to, 6 * PANEL + LANES);
    s7.intoArray(to, 7 * PANEL);
    t7.intoArray(to, 7 * PANEL + LANES);
    s8.intoArray(to, 8 * PANEL);
    t8.intoArray(to, 8 * PANEL + LANES);
    s9.intoArray(to, 9 * PANEL);
    t9.intoArray(to, 9 * PANEL + LANES);
    s10.intoArray(to, 10 * PANEL);
    t10.intoArray(to, 10 * PANEL + LANES);
    s11.intoArray(to, 11 * PANEL);
    t11.intoArray(to, 11 * PANEL + LANES);
  }

  /** Six rows by two vectors. */
  private static void rows6(float[] block, int first, float[][] x, int i, int depth, float[] to) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, to, 0);
    FloatVector t0 = FloatVector.fromArray(SPECIES, to, LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, to, PANEL);
    FloatVector t1 = FloatVector.fromArray(SPECIES, to, PANEL + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, to, 2 * PANEL);
    FloatVector t2 = FloatVector.fromArray(SPECIES, to, 2 * PANEL + LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, to, 3 * PANEL);
    FloatVector t3 = FloatVector.fromArray(SPECIES, to, 3 * PANEL + LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, to, 4 * PANEL);
    FloatVector t4 = FloatVector.fromArray(SPECIES, to, 4 * PANEL + LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, to, 5 * PANEL);
    FloatVector t5 = FloatVector.fromArray(SPECIES, to, 5 * PANEL + LANES);
    for (int q = 0, p = first; q < depth; q++, p += 6) {
      float[] row = x[q];
      FloatVector w = FloatVector.fromArray(SPECIES, row, i);
      FloatVector v = FloatVector.fromArray(SPECIES, row, i + LANES);
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
    s0.intoArray(to, 0);
    t0.intoArray(to, LANES);
    s1.intoArray(to, PANEL);
    t1.intoArray(to, PANEL + LANES);
    s2.intoArray(to, 2 * PANEL);
    t2.intoArray(to, 2 * PANEL + LANES);
    s3.intoArray(to, 3 * PANEL);
    t3.intoArray(to, 3 * PANEL + LANES);
    s4.intoArray(to, 4 * PANEL);
    t4.intoArray(to, 4 * PANEL + LANES);
    s5.intoArray(to, 5 * PANEL);
    t5.intoArray(to, 5 * PANEL + LANES);
  }
}

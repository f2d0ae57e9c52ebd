package dev.cortado.kernel;

import static dev.cortado.kernel.VectorTiles.LANES;
import static dev.cortado.kernel.VectorTiles.PANEL;
import static dev.cortado.kernel.VectorTiles.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Products with the Vector API. The part of the matrix that a tile needs is copied into a panel
 * first, where it lies in the order of use.
 */
final class VectorProducts implements ProductKernels {
  /** How many inputs a panel holds: it and what it is multiplied with fit the nearest cache. */
  private static final int DEPTH = 256;

  /** How many vectors are gathered at a time where they cannot be used where they lie. */
  private static final int GATHERED = 8;

  /** How many elements a matrix has, at most, whose panels all stay in the nearest cache. */
  private static final int SMALL = 1 << 13;

  /** The number of the rows that are its panels. */
  private static final int PANEL_ROWS = 4;

  /** The number of the first rows that hold a matrix for one vector after another. */
  private static final int HELD = 8;

  /** The numbers of the arrays that hold the panel, and what sums start from. */
  private static final int PANEL_ARRAY = 0;

  private static final int START_ARRAY = 1;

  VectorProducts() {}

  @Override
  public void multiply(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    if (product.repeats() == 1) {
      multiplyRows(product, matrix, from, to, samples, scratch);
    } else {
      multiplyVectors(product, matrix, from, to, samples, scratch);
    }
  }

  /** Samples of one vector: results that do not fill vectors are summed in rows of their own. */
  private static void multiplyRows(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    int outer = product.outer();
    int tail = outer % LANES == 0 ? outer : outer / PANEL * PANEL;
    int rest = outer - tail;
    float[][] sums = rest > 0 ? scratch.rows(1, samples, PANEL) : to;
    float[] start = scratch.array(START_ARRAY, PANEL);
    begin(product, matrix, tail, rest, start, 0);
    for (int s = 0; s < samples; s++) {
      begin(product, matrix, 0, tail, to[s], 0);
      if (rest > 0) {
        System.arraycopy(start, 0, sums[s], 0, PANEL);
      }
    }
    float[] panel = scratch.array(PANEL_ARRAY, DEPTH * PANEL);
    for (int i = 0; i < product.inner(); i += DEPTH) {
      int depth = Math.min(DEPTH, product.inner() - i);
      for (int o = 0; o < outer; o += PANEL) {
        int results = Math.min(PANEL, outer - o);
        int width = results <= LANES ? LANES : PANEL;
        pack(product, matrix, i, depth, o, results, panel, width);
        boolean isTail = o == tail;
        VectorTiles.add(from, isTail ? sums : to, samples, i, depth, panel, width, isTail ? 0 : o);
      }
    }
    for (int s = 0; rest > 0 && s < samples; s++) {
      System.arraycopy(sums[s], 0, to[s], tail, rest);
    }
  }

  /** Samples of several vectors: some vectors at a time are copied together. */
  private static void multiplyVectors(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    int outer = product.outer();
    if (product.inner() <= DEPTH && product.inner() * outer <= SMALL) {
      multiplyAtOnce(product, matrix, from, to, samples, scratch);
      return;
    }
    for (int s = 0; s < samples; s++) {
      for (int r = 0; r < product.repeats(); r++) {
        begin(product, matrix, 0, outer, to[s], r * outer);
      }
    }
    float[] panel = scratch.array(PANEL_ARRAY, DEPTH * PANEL);
    for (int i = 0; i < product.inner(); i += DEPTH) {
      int depth = Math.min(DEPTH, product.inner() - i);
      for (int o = 0; o < outer; o += PANEL) {
        int results = Math.min(PANEL, outer - o);
        int width = results <= LANES ? LANES : PANEL;
        pack(product, matrix, i, depth, o, results, panel, width);
        gathered(product, from, to, samples, i, depth, panel, width, o, results, scratch);
      }
    }
  }

  /** Some vectors at a time, all results of each: where all panels stay in the nearest cache. */
  private static void multiplyAtOnce(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    int outer = product.outer();
    int inner = product.inner();
    int repeats = product.repeats();
    int count = (outer + PANEL - 1) / PANEL;
    float[][] panels = scratch.rows(PANEL_ROWS, count, inner * PANEL);
    for (int p = 0; p < count; p++) {
      int results = Math.min(PANEL, outer - p * PANEL);
      int width = results <= LANES ? LANES : PANEL;
      pack(product, matrix, 0, inner, p * PANEL, results, panels[p], width);
    }
    float[][] x = scratch.rows(0, GATHERED, inner);
    float[][] y = scratch.rows(1, GATHERED, count * PANEL);
    for (int v = 0; v < samples * repeats; v += GATHERED) {
      int some = Math.min(GATHERED, samples * repeats - v);
      for (int n = 0; n < some; n++) {
        int at = (v + n) % repeats * inner;
        System.arraycopy(from[(v + n) / repeats], at, x[n], 0, inner);
        begin(product, matrix, 0, outer, y[n], 0);
      }
      for (int p = 0; p < count; p++) {
        int width = outer - p * PANEL <= LANES ? LANES : PANEL;
        VectorTiles.add(x, y, some, 0, inner, panels[p], width, p * PANEL);
      }
      for (int n = 0; n < some; n++) {
        int at = (v + n) % repeats * outer;
        System.arraycopy(y[n], 0, to[(v + n) / repeats], at, outer);
      }
    }
  }

  /** Writes the values that the sums of some results start from. */
  static void begin(Product product, float[] matrix, int first, int count, float[] to, int at) {
    if (product.start() < 0) {
      Arrays.fill(to, at, at + count, 0f);
    } else {
      System.arraycopy(matrix, product.start() + first, to, at, count);
    }
  }

  /**
   * Copies a part of the matrix, some inputs by some outputs, into a panel. Whole vectors are
   * copied where the array holds them: what is too much is summed, and not stored.
   */
  static void pack(
      Product product,
      float[] matrix,
      int i,
      int depth,
      int o,
      int results,
      float[] panel,
      int width) {
    int stride = product.innerStride();
    int first = product.offset() + i * stride + o * product.outerStride();
    if (product.outerStride() != 1) {
      packAcross(matrix, first, product.outerStride(), depth, results, panel, width);
      return;
    }
    int room = matrix.length - width - first;
    int whole = room < 0 ? 0 : Math.min(depth, room / stride + 1);
    if (width == PANEL) {
      for (int q = 0, p = 0; q < whole; q++, p += PANEL, first += stride) {
        FloatVector.fromArray(SPECIES, matrix, first).intoArray(panel, p);
        FloatVector.fromArray(SPECIES, matrix, first + LANES).intoArray(panel, p + LANES);
      }
    } else {
      for (int q = 0, p = 0; q < whole; q++, p += LANES, first += stride) {
        FloatVector.fromArray(SPECIES, matrix, first).intoArray(panel, p);
      }
    }
    for (int q = whole; q < depth; q++, first += stride) {
      System.arraycopy(matrix, first, panel, q * width, results);
    }
  }

  private static void packAcross(
      float[] matrix, int first, int stride, int depth, int results, float[] panel, int width) {
    int j = 0;
    for (; j + 8 <= results; j += 8, first += 8 * stride) {
      packAcross8(matrix, first, stride, depth, panel, j, width);
    }
    for (; j < results; j++, first += stride) {
      for (int q = 0, p = j; q < depth; q++, p += width) {
        panel[p] = matrix[first + q];
      }
    }
  }

  /** Eight results at a time, as what lies together is fast to write. */
  private static void packAcross8(
      float[] matrix, int first, int stride, int depth, float[] panel, int at, int width) {
    for (int q = first, p = at; q < first + depth; q++, p += width) {
      panel[p] = matrix[q];
      panel[p + 1] = matrix[q + stride];
      panel[p + 2] = matrix[q + 2 * stride];
      panel[p + 3] = matrix[q + 3 * stride];
      panel[p + 4] = matrix[q + 4 * stride];
      panel[p + 5] = matrix[q + 5 * stride];
      panel[p + 6] = matrix[q + 6 * stride];
      panel[p + 7] = matrix[q + 7 * stride];
    }
  }

  /** Copies some vectors at a time together, and their results back. */
  private static void gathered(
      Product product,
      float[][] from,
      float[][] to,
      int samples,
      int i,
      int depth,
      float[] panel,
      int width,
      int o,
      int results,
      Scratch scratch) {
    int repeats = product.repeats();
    int vectors = samples * repeats;
    float[][] x = scratch.rows(0, GATHERED, DEPTH);
    float[][] y = scratch.rows(1, GATHERED, PANEL);
    for (int v = 0; v < vectors; v += GATHERED) {
      int count = Math.min(GATHERED, vectors - v);
      for (int n = 0; n < count; n++) {
        int s = (v + n) / repeats;
        int r = (v + n) % repeats;
        System.arraycopy(from[s], r * product.inner() + i, x[n], 0, depth);
        System.arraycopy(to[s], r * product.outer() + o, y[n], 0, results);
      }
      VectorTiles.add(x, y, count, 0, depth, panel, width, 0);
      for (int n = 0; n < count; n++) {
        int s = (v + n) / repeats;
        int r = (v + n) % repeats;
        System.arraycopy(y[n], 0, to[s], r * product.outer() + o, results);
      }
    }
  }

  @Override
  public void multiplyOne(
      Product product, float[] matrix, float[] from, float[] to, Scratch scratch) {
    if (product.outer() < LANES) {
      VectorMatrices.multiplyFew(product, matrix, from, to, scratch.array(START_ARRAY, PANEL));
    } else {
      VectorMatrices.multiply(product, matrix, from, to);
    }
  }

  @Override
  public void hold(Product product, float[] matrix, int held, Scratch scratch) {
    int count = VectorMatrices.blocks(product);
    if (count > 0) {
      float[][] blocks = scratch.rows(HELD + held, count, VectorMatrices.blockLength(product));
      VectorMatrices.hold(product, matrix, blocks);
    }
  }

  @Override
  public void multiplyHeld(
      Product product,
      float[] matrix,
      float[] from,
      float[] to,
      int held,
      int turn,
      Scratch scratch) {
    int count = VectorMatrices.blocks(product);
    if (count == 0) {
      multiplyOne(product, matrix, from, to, scratch);
      return;
    }
    float[][] blocks = scratch.rows(HELD + held, count, VectorMatrices.blockLength(product));
    VectorMatrices.multiplyHeld(product, matrix, blocks, from, to, turn);
  }

  @Override
  public void addOuterProducts(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      int first,
      int last,
      Scratch scratch) {
    VectorOuterProducts.add(product, inputs, outputs, samples, gradient, first, last, scratch);
  }
}

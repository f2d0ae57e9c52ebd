package dev.cortado.kernel;

import static dev.cortado.kernel.VectorTiles.LANES;
import static dev.cortado.kernel.VectorTiles.PANEL;
import static dev.cortado.kernel.VectorTiles.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Products with the Vector API. The part of the matrix that a tile needs is copied into a panel
 * first, where it lies in the order of use; where results do not fill a panel, zeros do.
 */
final class VectorProducts implements ProductKernels {
  /** How many inputs a panel holds: it and what it is multiplied with fit the nearest cache. */
  private static final int DEPTH = 256;

  /** How many vectors are gathered at a time where they cannot be used where they lie. */
  private static final int GATHERED = 8;

  /** The number of the array that holds the panel. */
  private static final int PANEL_ARRAY = 0;

  VectorProducts() {}

  @Override
  public void multiply(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    for (int s = 0; s < samples; s++) {
      for (int r = 0; r < product.repeats(); r++) {
        begin(product, matrix, to[s], r * product.outer());
      }
    }
    float[] panel = scratch.array(PANEL_ARRAY, DEPTH * PANEL);
    for (int i = 0; i < product.inner(); i += DEPTH) {
      int depth = Math.min(DEPTH, product.inner() - i);
      for (int o = 0; o < product.outer(); o += PANEL) {
        int results = Math.min(PANEL, product.outer() - o);
        int width = results <= LANES ? LANES : PANEL;
        pack(product, matrix, i, depth, o, results, panel, width);
        if (product.repeats() == 1 && results == width) {
          VectorTiles.add(from, to, samples, i, depth, panel, width, o);
        } else {
          gathered(product, from, to, samples, i, depth, panel, width, o, results, scratch);
        }
      }
    }
  }

  private static void begin(Product product, float[] matrix, float[] to, int at) {
    if (product.start() < 0) {
      Arrays.fill(to, at, at + product.outer(), 0f);
    } else {
      System.arraycopy(matrix, product.start(), to, at, product.outer());
    }
  }

  /** Copies a part of the matrix, some inputs by some outputs, into a panel. */
  private static void pack(
      Product product,
      float[] matrix,
      int i,
      int depth,
      int o,
      int results,
      float[] panel,
      int width) {
    if (results < width) {
      Arrays.fill(panel, 0, depth * width, 0f);
    }
    int first = product.offset() + i * product.innerStride() + o * product.outerStride();
    if (product.outerStride() != 1) {
      for (int j = 0; j < results; j++, first += product.outerStride()) {
        for (int q = 0, p = j; q < depth; q++, p += width) {
          panel[p] = matrix[first + q];
        }
      }
    } else if (results == PANEL) {
      for (int q = 0, p = 0; q < depth; q++, p += PANEL, first += product.innerStride()) {
        FloatVector.fromArray(SPECIES, matrix, first).intoArray(panel, p);
        FloatVector.fromArray(SPECIES, matrix, first + LANES).intoArray(panel, p + LANES);
      }
    } else {
      for (int q = 0, p = 0; q < depth; q++, p += width, first += product.innerStride()) {
        System.arraycopy(matrix, first, panel, p, results);
      }
    }
  }

  /** Copies results together, some at a time, and back; vectors too where a row holds several. */
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
    boolean whole = repeats == 1;
    float[][] x = whole ? scratch.references() : scratch.rows(0, GATHERED, DEPTH);
    float[][] y = scratch.rows(1, GATHERED, PANEL);
    for (int v = 0; v < vectors; v += GATHERED) {
      int count = Math.min(GATHERED, vectors - v);
      for (int n = 0; n < count; n++) {
        int s = (v + n) / repeats;
        int r = (v + n) % repeats;
        if (whole) {
          x[n] = from[s];
        } else {
          System.arraycopy(from[s], r * product.inner() + i, x[n], 0, depth);
        }
        System.arraycopy(to[s], r * product.outer() + o, y[n], 0, results);
      }
      VectorTiles.add(x, y, count, whole ? i : 0, depth, panel, width, 0);
      for (int n = 0; n < count; n++) {
        int s = (v + n) / repeats;
        int r = (v + n) % repeats;
        System.arraycopy(y[n], 0, to[s], r * product.outer() + o, results);
      }
    }
    Arrays.fill(scratch.references(), null);
  }

  @Override
  public void multiplyOne(
      Product product, float[] matrix, float[] from, float[] to, Scratch scratch) {
    if (product.outer() < LANES) {
      PlainProducts.inVariables(product, matrix, from, 0, to, 0);
    } else {
      VectorMatrices.multiply(product, matrix, from, to);
    }
  }

  @Override
  public void sumOuterProducts(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      int first,
      int last,
      Scratch scratch) {
    VectorOuterProducts.sum(product, inputs, outputs, samples, gradient, first, last, scratch);
  }
}

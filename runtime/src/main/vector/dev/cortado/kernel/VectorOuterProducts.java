package dev.cortado.kernel;

import static dev.cortado.kernel.VectorBlocks.ROWS;
import static dev.cortado.kernel.VectorTiles.LANES;
import static dev.cortado.kernel.VectorTiles.PANEL;
import static dev.cortado.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Sums of outer products with the Vector API. Both factors are copied first into the order in which
 * tiles use them: one into blocks of {@link VectorBlocks#ROWS} elements, the other into panels of
 * one or two vectors. What lies beyond the matrix in the last block and panel is computed as well,
 * and not stored.
 */
final class VectorOuterProducts {
  private static final int PANEL_ARRAY = 0;
  private static final int BLOCKS_ARRAY = 1;
  private static final int TILE_ARRAY = 2;

  private VectorOuterProducts() {}

  static void add(
      Product product,
      float[][] x,
      float[][] g,
      int samples,
      float[] gradient,
      int from,
      int to,
      Scratch scratch) {
    if (product.outer() <= ROWS) {
      inputsInPanels(product, x, g, samples, gradient, from, to, scratch);
    } else {
      outputsInPanels(product, x, g, samples, gradient, from, to, scratch);
    }
  }

  /** Tiles lie as the matrix does: a block holds inputs, a panel outputs. */
  private static void outputsInPanels(
      Product product,
      float[][] x,
      float[][] g,
      int samples,
      float[] gradient,
      int from,
      int to,
      Scratch scratch) {
    int repeats = product.repeats();
    int depth = samples * repeats;
    int blocks = (to - from + ROWS - 1) / ROWS;
    float[] block = scratch.array(BLOCKS_ARRAY, blocks * depth * ROWS + LANES);
    float[] panel = scratch.array(PANEL_ARRAY, depth * PANEL + LANES);
    float[] tile = scratch.array(TILE_ARRAY, ROWS * PANEL);
    for (int b = 0, i = from; b < blocks; b++, i += ROWS) {
      int rows = Math.min(ROWS, to - i);
      pack(x, samples, repeats, product.inner(), i, rows, block, b * depth * ROWS, ROWS);
    }
    int stride = product.innerStride();
    for (int o = 0; o < product.outer(); o += PANEL) {
      int results = Math.min(PANEL, product.outer() - o);
      int width = results <= LANES ? LANES : PANEL;
      pack(g, samples, repeats, product.outer(), o, results, panel, 0, width);
      for (int b = 0, i = from; b < blocks; b++, i += ROWS) {
        int rows = Math.min(ROWS, to - i);
        int at = product.offset() + i * stride + o;
        if (rows == ROWS && results == width) {
          VectorBlocks.add(block, b * depth * ROWS, panel, width, depth, gradient, at, stride);
        } else {
          for (int k = 0; k < rows; k++) {
            System.arraycopy(gradient, at + k * stride, tile, k * width, results);
          }
          VectorBlocks.add(block, b * depth * ROWS, panel, width, depth, tile, 0, width);
          for (int k = 0; k < rows; k++) {
            System.arraycopy(tile, k * width, gradient, at + k * stride, results);
          }
        }
      }
    }
  }

  /** Tiles lie across the matrix, where one block holds all outputs: a panel holds inputs. */
  private static void inputsInPanels(
      Product product,
      float[][] x,
      float[][] g,
      int samples,
      float[] gradient,
      int from,
      int to,
      Scratch scratch) {
    int repeats = product.repeats();
    int depth = samples * repeats;
    int outputs = product.outer();
    float[] block = scratch.array(BLOCKS_ARRAY, depth * ROWS + LANES);
    float[] panel = scratch.array(PANEL_ARRAY, depth * PANEL + LANES);
    float[] tile = scratch.array(TILE_ARRAY, ROWS * PANEL);
    pack(g, samples, repeats, outputs, 0, outputs, block, 0, ROWS);
    for (int i = from; i < to; i += PANEL) {
      int inputs = Math.min(PANEL, to - i);
      int width = inputs <= LANES ? LANES : PANEL;
      int first = product.offset() + i * product.innerStride();
      for (int j = 0, at = first; j < inputs; j++, at += product.innerStride()) {
        for (int k = 0; k < outputs; k++) {
          tile[k * width + j] = gradient[at + k];
        }
      }
      if (repeats == 1 && inputs == PANEL) {
        VectorSingleBlock.add(block, x, i, depth, tile);
      } else {
        pack(x, samples, repeats, product.inner(), i, inputs, panel, 0, width);
        VectorBlocks.add(block, 0, panel, width, depth, tile, 0, width);
      }
      for (int j = 0, at = first; j < inputs; j++, at += product.innerStride()) {
        for (int k = 0; k < outputs; k++) {
          gradient[at + k] = tile[k * width + j];
        }
      }
    }
  }

  /**
   * Copies {@code count} elements from {@code first} on of every vector, {@code width} apart. Whole
   * vectors are copied where they fit: what is too much is overwritten next, or never stored.
   */
  private static void pack(
      float[][] rows,
      int samples,
      int repeats,
      int length,
      int first,
      int count,
      float[] to,
      int at,
      int width) {
    for (int s = 0; s < samples; s++) {
      float[] row = rows[s];
      for (int r = 0, p = first; r < repeats; r++, p += length, at += width) {
        if (p + width <= row.length && width == PANEL) {
          FloatVector.fromArray(SPECIES, row, p).intoArray(to, at);
          FloatVector.fromArray(SPECIES, row, p + LANES).intoArray(to, at + LANES);
        } else if (p + LANES <= row.length && width <= LANES) {
          FloatVector.fromArray(SPECIES, row, p).intoArray(to, at);
        } else {
          System.arraycopy(row, p, to, at, count);
        }
      }
    }
  }
}

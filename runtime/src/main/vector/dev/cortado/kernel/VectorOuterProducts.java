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
  /** With so few outputs, blocks hold these: what is packed of inputs would be used once. */
  private static final int ACROSS = 12;

  /** How many vectors are added at a time: what is copied of them stays in the near caches. */
  private static final int DEPTH = 128;

  /** How many panels are copied at a time, as vectors lie in memory. */
  private static final int GROUP = 8;

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
    if (product.outer() <= ACROSS) {
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
    int vectors = samples * product.repeats();
    int height = VectorBlocks.height(to - from, product.outer());
    int blocks = (to - from + height - 1) / height;
    int most = Math.min(DEPTH, vectors);
    float[] block = scratch.array(BLOCKS_ARRAY, blocks * most * height + LANES);
    float[] panel = scratch.array(PANEL_ARRAY, GROUP * most * PANEL + LANES);
    float[] tile = scratch.array(TILE_ARRAY, height * PANEL);
    for (int first = 0; first < vectors; first += DEPTH) {
      int depth = Math.min(DEPTH, vectors - first);
      for (int b = 0, i = from; b < blocks; b++, i += height) {
        int rows = Math.min(height, to - i);
        pack(
            x,
            product.repeats(),
            first,
            depth,
            product.inner(),
            i,
            rows,
            block,
            b * depth * height,
            height);
      }
      for (int o = 0; o < product.outer(); o += GROUP * PANEL) {
        int end = Math.min(product.outer(), o + GROUP * PANEL);
        packGroup(g, product.repeats(), first, depth, product.outer(), o, end, panel);
        for (int c = o, p = 0; c < end; c += PANEL, p += depth * PANEL) {
          addBlocks(product, height, block, blocks, panel, p, depth, c, gradient, from, to, tile);
        }
      }
    }
  }

  /** Copies results {@code o} to {@code end} of some vectors into one panel after another. */
  private static void packGroup(
      float[][] g, int repeats, int first, int depth, int length, int o, int end, float[] panel) {
    int whole = o + (end - o) / PANEL * PANEL;
    int s = first / repeats;
    int r = first % repeats;
    for (int v = 0, at = 0; v < depth; v++, at += PANEL) {
      float[] row = g[s];
      int p = r * length + o;
      for (int c = o, q = at; c < whole; c += PANEL, p += PANEL, q += depth * PANEL) {
        FloatVector.fromArray(SPECIES, row, p).intoArray(panel, q);
        FloatVector.fromArray(SPECIES, row, p + LANES).intoArray(panel, q + LANES);
      }
      if (++r == repeats) {
        r = 0;
        s++;
      }
    }
    if (whole < end) {
      int width = end - whole <= LANES ? LANES : PANEL;
      pack(g, repeats, first, depth, length, whole, end - whole, panel, (whole - o) * depth, width);
    }
  }

  /** Adds the products of all blocks with the panel of the results from {@code o} on. */
  private static void addBlocks(
      Product product,
      int height,
      float[] block,
      int blocks,
      float[] panel,
      int panelAt,
      int depth,
      int o,
      float[] gradient,
      int from,
      int to,
      float[] tile) {
    int stride = product.innerStride();
    int results = Math.min(PANEL, product.outer() - o);
    int width = results <= LANES ? LANES : PANEL;
    for (int b = 0, i = from; b < blocks; b++, i += height) {
      int rows = Math.min(height, to - i);
      int at = product.offset() + i * stride + o;
      int start = b * depth * height;
      if (rows == height && results == width) {
        VectorBlocks.add(height, block, start, panel, panelAt, width, depth, gradient, at, stride);
      } else {
        for (int k = 0; k < rows; k++) {
          System.arraycopy(gradient, at + k * stride, tile, k * width, results);
        }
        VectorBlocks.add(height, block, start, panel, panelAt, width, depth, tile, 0, width);
        for (int k = 0; k < rows; k++) {
          System.arraycopy(tile, k * width, gradient, at + k * stride, results);
        }
      }
    }
  }

  /** Tiles lie across the matrix, where few blocks hold all outputs: a panel holds inputs. */
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
    int blocks = (outputs + ROWS - 1) / ROWS;
    float[] block = scratch.array(BLOCKS_ARRAY, blocks * depth * ROWS + LANES);
    float[] panel = scratch.array(PANEL_ARRAY, depth * PANEL + LANES);
    float[] tile = scratch.array(TILE_ARRAY, ROWS * PANEL);
    for (int b = 0, o = 0; b < blocks; b++, o += ROWS) {
      int rows = Math.min(ROWS, outputs - o);
      pack(g, repeats, 0, depth, outputs, o, rows, block, b * depth * ROWS, ROWS);
    }
    for (int i = from; i < to; i += PANEL) {
      int inputs = Math.min(PANEL, to - i);
      int width = inputs <= LANES ? LANES : PANEL;
      boolean inPlace = repeats == 1 && inputs == PANEL;
      if (!inPlace) {
        pack(x, repeats, 0, depth, product.inner(), i, inputs, panel, 0, width);
      }
      for (int b = 0, o = 0; b < blocks; b++, o += ROWS) {
        int at = product.offset() + i * product.innerStride() + o;
        int rows = Math.min(ROWS, outputs - o);
        takeAcross(product, gradient, at, inputs, rows, tile, width);
        if (inPlace) {
          VectorSingleBlock.add(block, b * depth * ROWS, x, i, depth, tile);
        } else {
          VectorBlocks.add(ROWS, block, b * depth * ROWS, panel, 0, width, depth, tile, 0, width);
        }
        putAcross(product, tile, width, inputs, rows, gradient, at);
      }
    }
  }

  private static void takeAcross(
      Product product, float[] gradient, int at, int inputs, int rows, float[] tile, int width) {
    for (int j = 0, p = at; j < inputs; j++, p += product.innerStride()) {
      for (int k = 0; k < rows; k++) {
        tile[k * width + j] = gradient[p + k];
      }
    }
  }

  private static void putAcross(
      Product product, float[] tile, int width, int inputs, int rows, float[] gradient, int at) {
    for (int j = 0, p = at; j < inputs; j++, p += product.innerStride()) {
      for (int k = 0; k < rows; k++) {
        gradient[p + k] = tile[k * width + j];
      }
    }
  }

  /**
   * Copies {@code count} elements from {@code first} on of some vectors, {@code width} apart. Whole
   * vectors are copied where they fit: what is too much is overwritten next, or never stored.
   */
  private static void pack(
      float[][] rows,
      int repeats,
      int vector,
      int depth,
      int length,
      int first,
      int count,
      float[] to,
      int at,
      int width) {
    int s = vector / repeats;
    int r = vector % repeats;
    for (int v = 0; v < depth; v++, at += width) {
      float[] row = rows[s];
      int p = r * length + first;
      if (p + width <= row.length && width == PANEL) {
        FloatVector.fromArray(SPECIES, row, p).intoArray(to, at);
        FloatVector.fromArray(SPECIES, row, p + LANES).intoArray(to, at + LANES);
      } else if (p + LANES <= row.length && width <= LANES) {
        FloatVector.fromArray(SPECIES, row, p).intoArray(to, at);
      } else {
        System.arraycopy(row, p, to, at, count);
      }
      if (++r == repeats) {
        r = 0;
        s++;
      }
    }
  }
}

package dev.cortado.kernel;

import static java.lang.Math.fma;

/**
 * Products in plain Java where rows are too short for vector instructions: eight sums at a time,
 * each in a local variable, which are as many as registers hold with what is multiplied. Both
 * factors are copied first, so that loops read them in order and HotSpot checks no index in them.
 */
final class PlainBlocks {
  /** How many results a block has for each of two rows. */
  private static final int WIDTH = 4;

  /** How many vectors are copied at a time for a sum of outer products. */
  private static final int DEPTH = 128;

  /** The numbers of the arrays for copies. */
  private static final int COLUMNS = 0;

  private static final int PAIR = 1;

  private PlainBlocks() {}

  /** {@link ProductKernels#multiply}: two vectors at a time, four results of each. */
  static void multiply(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    int inner = product.inner();
    int repeats = product.repeats();
    int vectors = samples * repeats;
    float[] columns = scratch.array(COLUMNS, WIDTH * inner);
    for (int o = 0; o < product.outer(); o += WIDTH) {
      int count = Math.min(WIDTH, product.outer() - o);
      copyColumns(product, matrix, o, count, columns);
      int start = product.start() < 0 ? -1 : product.start() + o;
      int s = 0;
      int r = 0;
      for (int v = 0; v < vectors; v += 2) {
        float[] x0 = from[s];
        float[] y0 = to[s];
        int p0 = r * inner;
        int q0 = r * product.outer() + o;
        if (++r == repeats && v + 1 < vectors) {
          r = 0;
          s++;
        }
        // The last one of an odd number is computed twice.
        int also = v + 1 < vectors ? r : r - 1;
        int p1 = also * inner;
        int q1 = also * product.outer() + o;
        multiplyTwo(x0, p0, from[s], p1, inner, columns, matrix, start, count, y0, q0, to[s], q1);
        if (++r >= repeats) {
          r = 0;
          s++;
        }
      }
    }
  }

  /** The elements of the matrix for some results, those for one input after those for another. */
  private static void copyColumns(
      Product product, float[] matrix, int o, int count, float[] columns) {
    for (int k = 0; k < count; k++) {
      int p = product.offset() + (o + k) * product.outerStride();
      for (int i = 0; i < product.inner(); i++, p += product.innerStride()) {
        columns[WIDTH * i + k] = matrix[p];
      }
    }
  }

  private static void multiplyTwo(
      float[] a,
      int p,
      float[] b,
      int q,
      int inner,
      float[] columns,
      float[] starts,
      int start,
      int count,
      float[] to0,
      int at0,
      float[] to1,
      int at1) {
    float sum0 = start(starts, start, 0, count);
    float sum1 = start(starts, start, 1, count);
    float sum2 = start(starts, start, 2, count);
    float sum3 = start(starts, start, 3, count);
    float sum4 = sum0;
    float sum5 = sum1;
    float sum6 = sum2;
    float sum7 = sum3;
    for (int i = 0; i < inner; i++) {
      float x = a[p + i];
      float y = b[q + i];
      float w0 = columns[WIDTH * i];
      float w1 = columns[WIDTH * i + 1];
      float w2 = columns[WIDTH * i + 2];
      float w3 = columns[WIDTH * i + 3];
      sum0 = fma(x, w0, sum0);
      sum1 = fma(x, w1, sum1);
      sum2 = fma(x, w2, sum2);
      sum3 = fma(x, w3, sum3);
      sum4 = fma(y, w0, sum4);
      sum5 = fma(y, w1, sum5);
      sum6 = fma(y, w2, sum6);
      sum7 = fma(y, w3, sum7);
    }
    put(to0, at0, count, sum0, sum1, sum2, sum3);
    put(to1, at1, count, sum4, sum5, sum6, sum7);
  }

  private static float start(float[] values, int first, int k, int count) {
    return first < 0 || k >= count ? 0 : values[first + k];
  }

  private static void put(
      float[] to, int at, int count, float sum0, float sum1, float sum2, float sum3) {
    to[at] = sum0;
    if (count > 1) {
      to[at + 1] = sum1;
    }
    if (count > 2) {
      to[at + 2] = sum2;
    }
    if (count > 3) {
      to[at + 3] = sum3;
    }
  }

  /** {@link ProductKernels#addOuterProducts}: two rows of the matrix at a time, four results. */
  static void addOuterProducts(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      int from,
      int to,
      Scratch scratch) {
    int vectors = samples * product.repeats();
    int most = Math.min(DEPTH, vectors);
    int outer = product.outer();
    int stride = product.innerStride();
    float[] columns = scratch.array(COLUMNS, most * (outer + WIDTH - 1) / WIDTH * WIDTH);
    float[] pair = scratch.array(PAIR, 2 * most);
    for (int first = 0; first < vectors; first += DEPTH) {
      int depth = Math.min(DEPTH, vectors - first);
      for (int o = 0; o < outer; o += WIDTH) {
        int count = Math.min(WIDTH, outer - o);
        copy(outputs, product.repeats(), first, depth, outer, o, count, columns, o * depth, WIDTH);
      }
      for (int i = from; i < to; i += 2) {
        int rows = Math.min(2, to - i);
        copy(inputs, product.repeats(), first, depth, product.inner(), i, rows, pair, 0, 2);
        int at = product.offset() + i * stride;
        int next = at + (rows - 1) * stride;
        for (int o = 0; o < outer; o += WIDTH) {
          int count = Math.min(WIDTH, outer - o);
          addTwo(pair, columns, o * depth, depth, gradient, at + o, next + o, count);
        }
      }
    }
  }

  /** Copies {@code count} elements from {@code at} on of some vectors, {@code width} apart. */
  private static void copy(
      float[][] rows,
      int repeats,
      int first,
      int depth,
      int length,
      int at,
      int count,
      float[] to,
      int start,
      int width) {
    int s = first / repeats;
    int r = first % repeats;
    for (int v = 0, q = start; v < depth; v++, q += width) {
      float[] row = rows[s];
      int p = r * length + at;
      if (count == WIDTH) {
        to[q] = row[p];
        to[q + 1] = row[p + 1];
        to[q + 2] = row[p + 2];
        to[q + 3] = row[p + 3];
      } else if (count == 2) {
        to[q] = row[p];
        to[q + 1] = row[p + 1];
      } else {
        for (int k = 0; k < count; k++) {
          to[q + k] = row[p + k];
        }
      }
      if (++r == repeats) {
        r = 0;
        s++;
      }
    }
  }

  private static void addTwo(
      float[] pair,
      float[] columns,
      int first,
      int depth,
      float[] gradient,
      int at,
      int next,
      int count) {
    float sum0 = start(gradient, at, 0, count);
    float sum1 = start(gradient, at, 1, count);
    float sum2 = start(gradient, at, 2, count);
    float sum3 = start(gradient, at, 3, count);
    float sum4 = start(gradient, next, 0, count);
    float sum5 = start(gradient, next, 1, count);
    float sum6 = start(gradient, next, 2, count);
    float sum7 = start(gradient, next, 3, count);
    for (int v = 0; v < depth; v++) {
      float x = pair[2 * v];
      float y = pair[2 * v + 1];
      float g0 = columns[first + WIDTH * v];
      float g1 = columns[first + WIDTH * v + 1];
      float g2 = columns[first + WIDTH * v + 2];
      float g3 = columns[first + WIDTH * v + 3];
      sum0 = fma(x, g0, sum0);
      sum1 = fma(x, g1, sum1);
      sum2 = fma(x, g2, sum2);
      sum3 = fma(x, g3, sum3);
      sum4 = fma(y, g0, sum4);
      sum5 = fma(y, g1, sum5);
      sum6 = fma(y, g2, sum6);
      sum7 = fma(y, g3, sum7);
    }
    // A row alone is computed twice, the second time from what the pair's array held: not kept.
    if (next != at) {
      put(gradient, next, count, sum4, sum5, sum6, sum7);
    }
    put(gradient, at, count, sum0, sum1, sum2, sum3);
  }
}

package dev.cortado.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/**
 * Products in plain Java. The inner loops have the shape that HotSpot turns into vector
 * instructions: see {@link Sums}. So matrix rows are copied into arrays of their own first.
 *
 * <p>Wide results are summed along a row of results, for three vectors at a time. Narrow ones are
 * summed along the samples instead, whose elements are gathered into arrays for that, three results
 * at a time; where there are few of both, as {@link PlainBlocks}.
 */
final class PlainProducts implements ProductKernels {
  /** From this length on, a row fills vector instructions. */
  private static final int LONG = 48;

  /** How many inputs are copied at a time: their rows stay in the nearest cache. */
  private static final int DEPTH = 12;

  /** The numbers of the rows for intermediate results. */
  private static final int ROWS = 0;

  private static final int SUMS = 1;
  private static final int WEIGHTS = 4;
  private static final int HELD = 8;

  @Override
  public void multiply(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    if (product.outer() >= LONG) {
      alongOutputs(product, matrix, from, to, samples, scratch);
    } else if (samples >= LONG && product.repeats() == 1 && product.outer() <= 32) {
      alongSamples(product, matrix, from, to, samples, scratch);
    } else if (samples == 1 && product.repeats() == 1) {
      inVariables(product, matrix, from[0], to[0]);
    } else {
      PlainBlocks.multiply(product, matrix, from, to, samples, scratch);
    }
  }

  @Override
  public void multiplyOne(
      Product product, float[] matrix, float[] from, float[] to, Scratch scratch) {
    int outer = product.outer();
    if (outer < LONG) {
      inVariables(product, matrix, from, to);
      return;
    }
    float[][] rows = scratch.rows(ROWS, DEPTH, outer);
    begin(product, matrix, to, 0);
    for (int i = 0; i < product.inner(); i += 4) {
      int depth = Math.min(4, product.inner() - i);
      copy(product, matrix, i, depth, rows);
      Sums.add(from, i, rows, 0, depth, to, outer);
    }
  }

  @Override
  public void hold(Product product, float[] matrix, int held, Scratch scratch) {
    if (product.outer() >= LONG) {
      float[][] rows = scratch.rows(HELD + held, product.inner(), product.outer());
      copy(product, matrix, 0, product.inner(), rows);
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
    int outer = product.outer();
    if (outer < LONG) {
      inVariables(product, matrix, from, to);
      return;
    }
    float[][] rows = scratch.rows(HELD + held, product.inner(), outer);
    begin(product, matrix, to, 0);
    Sums.add(from, 0, rows, 0, product.inner(), to, outer);
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
    PlainOuterProducts.add(product, inputs, outputs, samples, gradient, first, last, scratch);
  }

  /** Some inputs at a time, over all results of three vectors. */
  private static void alongOutputs(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    int outer = product.outer();
    int inner = product.inner();
    int repeats = product.repeats();
    for (int s = 0; s < samples; s++) {
      for (int r = 0; r < repeats; r++) {
        begin(product, matrix, to[s], r * outer);
      }
    }
    float[][] rows = scratch.rows(ROWS, DEPTH, outer);
    float[][] sums = scratch.rows(SUMS, 3, outer);
    int vectors = samples * repeats;
    for (int i = 0; i < inner; i += DEPTH) {
      int depth = Math.min(DEPTH, inner - i);
      copy(product, matrix, i, depth, rows);
      int v = 0;
      for (; v + 3 <= vectors; v += 3) {
        float[] x0 = from[v / repeats];
        float[] x1 = from[(v + 1) / repeats];
        float[] x2 = from[(v + 2) / repeats];
        int p0 = v % repeats * inner + i;
        int p1 = (v + 1) % repeats * inner + i;
        int p2 = (v + 2) % repeats * inner + i;
        float[] y0 = row(to, v, repeats, outer, sums[0]);
        float[] y1 = row(to, v + 1, repeats, outer, sums[1]);
        float[] y2 = row(to, v + 2, repeats, outer, sums[2]);
        Sums.add(x0, p0, x1, p1, x2, p2, rows, 0, depth, y0, y1, y2, outer);
        putBack(y0, to, v, repeats, outer);
        putBack(y1, to, v + 1, repeats, outer);
        putBack(y2, to, v + 2, repeats, outer);
      }
      for (; v < vectors; v++) {
        float[] y = row(to, v, repeats, outer, sums[0]);
        Sums.add(from[v / repeats], v % repeats * inner + i, rows, 0, depth, y, outer);
        putBack(y, to, v, repeats, outer);
      }
    }
  }

  /** The results of a vector as an array of their own: a copy where a sample has several. */
  private static float[] row(float[][] to, int vector, int repeats, int outer, float[] copy) {
    if (repeats == 1) {
      return to[vector];
    }
    System.arraycopy(to[vector / repeats], vector % repeats * outer, copy, 0, outer);
    return copy;
  }

  private static void putBack(float[] row, float[][] to, int vector, int repeats, int outer) {
    if (repeats > 1) {
      System.arraycopy(row, 0, to[vector / repeats], vector % repeats * outer, outer);
    }
  }

  private static void begin(Product product, float[] matrix, float[] to, int at) {
    if (product.start() < 0) {
      Arrays.fill(to, at, at + product.outer(), 0f);
    } else {
      System.arraycopy(matrix, product.start(), to, at, product.outer());
    }
  }

  /** Copies the matrix rows of some consecutive inputs. */
  private static void copy(Product product, float[] matrix, int i, int depth, float[][] rows) {
    int q = 0;
    if (product.outerStride() != 1) {
      int p = product.offset() + i;
      for (; q + 4 <= depth; q += 4, p += 4) {
        gather4(matrix, p, product.outerStride(), rows, q, product.outer());
      }
    }
    for (; q < depth; q++) {
      copy(product, matrix, i + q, rows[q]);
    }
  }

  /** Four rows of a matrix that lies across, as their elements lie side by side. */
  private static void gather4(
      float[] matrix, int first, int stride, float[][] rows, int q, int length) {
    float[] w0 = rows[q];
    float[] w1 = rows[q + 1];
    float[] w2 = rows[q + 2];
    float[] w3 = rows[q + 3];
    for (int j = 0, p = first; j < length; j++, p += stride) {
      w0[j] = matrix[p];
      w1[j] = matrix[p + 1];
      w2[j] = matrix[p + 2];
      w3[j] = matrix[p + 3];
    }
  }

  private static void copy(Product product, float[] matrix, int i, float[] row) {
    int first = product.offset() + i * product.innerStride();
    if (product.outerStride() == 1) {
      System.arraycopy(matrix, first, row, 0, product.outer());
    } else {
      int stride = product.outerStride();
      for (int j = 0, p = first; j < product.outer(); j++, p += stride) {
        row[j] = matrix[p];
      }
    }
  }

  /** Some inputs at a time, over all samples for three results. */
  private static void alongSamples(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    int outer = product.outer();
    int inner = product.inner();
    float[][] columns = scratch.rows(ROWS, DEPTH, samples);
    float[][] sums = scratch.rows(SUMS, outer, samples);
    float[][] weights = scratch.rows(WEIGHTS, 3, DEPTH);
    for (int o = 0; o < outer; o++) {
      Arrays.fill(sums[o], 0, samples, product.start() < 0 ? 0f : matrix[product.start() + o]);
    }
    for (int i = 0; i < inner; i += DEPTH) {
      int depth = Math.min(DEPTH, inner - i);
      gather(from, i, depth, samples, columns);
      int o = 0;
      for (; o + 3 <= outer; o += 3) {
        column(product, matrix, i, depth, o, weights[0]);
        column(product, matrix, i, depth, o + 1, weights[1]);
        column(product, matrix, i, depth, o + 2, weights[2]);
        Sums.add(
            weights[0],
            0,
            weights[1],
            0,
            weights[2],
            0,
            columns,
            0,
            depth,
            sums[o],
            sums[o + 1],
            sums[o + 2],
            samples);
      }
      for (; o < outer; o++) {
        column(product, matrix, i, depth, o, weights[0]);
        Sums.add(weights[0], 0, columns, 0, depth, sums[o], samples);
      }
    }
    for (int o = 0; o < outer; o++) {
      float[] row = sums[o];
      for (int s = 0; s < samples; s++) {
        to[s][o] = row[s];
      }
    }
  }

  /** The elements of a matrix for some consecutive inputs and one output. */
  private static void column(
      Product product, float[] matrix, int i, int depth, int o, float[] elements) {
    int p = product.offset() + i * product.innerStride() + o * product.outerStride();
    for (int q = 0; q < depth; q++, p += product.innerStride()) {
      elements[q] = matrix[p];
    }
  }

  /** The elements of all samples for some consecutive inputs, an array for each input. */
  private static void gather(float[][] from, int i, int depth, int samples, float[][] columns) {
    int q = 0;
    for (; q + 4 <= depth; q += 4) {
      float[] c0 = columns[q];
      float[] c1 = columns[q + 1];
      float[] c2 = columns[q + 2];
      float[] c3 = columns[q + 3];
      for (int s = 0, p = i + q; s < samples; s++) {
        float[] x = from[s];
        c0[s] = x[p];
        c1[s] = x[p + 1];
        c2[s] = x[p + 2];
        c3[s] = x[p + 3];
      }
    }
    for (; q < depth; q++) {
      float[] column = columns[q];
      for (int s = 0; s < samples; s++) {
        column[s] = from[s][i + q];
      }
    }
  }

  /** Eight results at a time for one vector, then four, then one, each in a local variable. */
  private static void inVariables(Product product, float[] matrix, float[] from, float[] to) {
    begin(product, matrix, to, 0);
    int step = product.outerStride();
    int o = 0;
    for (; o + 8 <= product.outer(); o += 8) {
      int p = product.offset() + o * step;
      float sum0 = to[o];
      float sum1 = to[o + 1];
      float sum2 = to[o + 2];
      float sum3 = to[o + 3];
      float sum4 = to[o + 4];
      float sum5 = to[o + 5];
      float sum6 = to[o + 6];
      float sum7 = to[o + 7];
      for (int i = 0; i < product.inner(); i++) {
        float x = from[i];
        sum0 = fma(x, matrix[p], sum0);
        sum1 = fma(x, matrix[p + step], sum1);
        sum2 = fma(x, matrix[p + 2 * step], sum2);
        sum3 = fma(x, matrix[p + 3 * step], sum3);
        sum4 = fma(x, matrix[p + 4 * step], sum4);
        sum5 = fma(x, matrix[p + 5 * step], sum5);
        sum6 = fma(x, matrix[p + 6 * step], sum6);
        sum7 = fma(x, matrix[p + 7 * step], sum7);
        p += product.innerStride();
      }
      to[o] = sum0;
      to[o + 1] = sum1;
      to[o + 2] = sum2;
      to[o + 3] = sum3;
      to[o + 4] = sum4;
      to[o + 5] = sum5;
      to[o + 6] = sum6;
      to[o + 7] = sum7;
    }
    for (; o + 4 <= product.outer(); o += 4) {
      int p = product.offset() + o * step;
      float sum0 = to[o];
      float sum1 = to[o + 1];
      float sum2 = to[o + 2];
      float sum3 = to[o + 3];
      for (int i = 0; i < product.inner(); i++) {
        float x = from[i];
        sum0 = fma(x, matrix[p], sum0);
        sum1 = fma(x, matrix[p + step], sum1);
        sum2 = fma(x, matrix[p + 2 * step], sum2);
        sum3 = fma(x, matrix[p + 3 * step], sum3);
        p += product.innerStride();
      }
      to[o] = sum0;
      to[o + 1] = sum1;
      to[o + 2] = sum2;
      to[o + 3] = sum3;
    }
    for (; o < product.outer(); o++) {
      int p = product.offset() + o * step;
      float sum = to[o];
      for (int i = 0; i < product.inner(); i++, p += product.innerStride()) {
        sum = fma(from[i], matrix[p], sum);
      }
      to[o] = sum;
    }
  }
}

package dev.cortado.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/**
 * Products in plain Java. The inner loops have the shape that HotSpot turns into vector
 * instructions: counted, over arrays that are all indexed by the loop variable alone. So matrix
 * rows are copied into arrays of their own first, four at a time.
 *
 * <p>Wide results are summed along a row of results. Narrow ones are summed along the samples
 * instead, whose elements are gathered into arrays for that; where there are few of both, in local
 * variables.
 */
final class PlainProducts implements ProductKernels {
  /** From this length on, a row fills vector instructions. */
  private static final int LONG = 48;

  private static final int BLOCK = 4;

  /** How many samples are multiplied with four rows of a matrix before the next four. */
  private static final int SAMPLES = 32;

  private static final int WIDE_BLOCK = 8;

  /** The numbers of the arrays for intermediate results. */
  private static final int ROWS = 0;

  private static final int ONE = 8;
  private static final int SUMS = 16;

  @Override
  public void multiply(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    if (product.outer() >= LONG) {
      alongOutputs(product, matrix, from, to, samples, scratch);
    } else if (samples >= LONG && product.repeats() == 1 && product.outer() <= 32) {
      alongSamples(product, matrix, from, to, samples, scratch);
    } else {
      for (int s = 0; s < samples; s++) {
        for (int r = 0; r < product.repeats(); r++) {
          inVariables(product, matrix, from[s], r * product.inner(), to[s], r * product.outer());
        }
      }
    }
  }

  @Override
  public void multiplyOne(
      Product product, float[] matrix, float[] from, float[] to, Scratch scratch) {
    int outer = product.outer();
    if (outer < LONG) {
      inVariables(product, matrix, from, 0, to, 0);
      return;
    }
    float[] w0 = scratch.array(ROWS, outer);
    float[] w1 = scratch.array(ROWS + 1, outer);
    float[] w2 = scratch.array(ROWS + 2, outer);
    float[] w3 = scratch.array(ROWS + 3, outer);
    begin(product, matrix, to, 0);
    for (int i = 0; i < product.inner(); i += BLOCK) {
      int count = Math.min(BLOCK, product.inner() - i);
      rows(product, matrix, i, count, w0, w1, w2, w3);
      Sums.add(from, i, count, w0, w1, w2, w3, to, outer);
    }
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

  /** Four inputs at a time, over all results of a sample. */
  private static void alongOutputs(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    // Some samples at a time, so that they stay in the nearest cache; rows across are copied slowly
    int together = product.outerStride() == 1 ? SAMPLES : samples;
    for (int first = 0; first < samples; first += together) {
      int last = Math.min(samples, first + together);
      if (product.repeats() == 1) {
        oneVector(product, matrix, from, to, first, last, scratch);
      } else {
        severalVectors(product, matrix, from, to, first, last, scratch);
      }
    }
  }

  /** Samples of one vector, two at a time. */
  private static void oneVector(
      Product product,
      float[] matrix,
      float[][] from,
      float[][] to,
      int first,
      int last,
      Scratch scratch) {
    int outer = product.outer();
    float[] w0 = scratch.array(ROWS, outer);
    float[] w1 = scratch.array(ROWS + 1, outer);
    float[] w2 = scratch.array(ROWS + 2, outer);
    float[] w3 = scratch.array(ROWS + 3, outer);
    for (int s = first; s < last; s++) {
      begin(product, matrix, to[s], 0);
    }
    for (int i = 0; i < product.inner(); i += BLOCK) {
      int count = Math.min(BLOCK, product.inner() - i);
      rows(product, matrix, i, count, w0, w1, w2, w3);
      int s = first;
      for (; count == BLOCK && s + 2 <= last; s += 2) {
        addPair(from[s], from[s + 1], i, w0, w1, w2, w3, to[s], to[s + 1], outer);
      }
      for (; s < last; s++) {
        Sums.add(from[s], i, count, w0, w1, w2, w3, to[s], outer);
      }
    }
  }

  /** Samples of several vectors, whose results are copied into an array of their own. */
  private static void severalVectors(
      Product product,
      float[] matrix,
      float[][] from,
      float[][] to,
      int first,
      int last,
      Scratch scratch) {
    int outer = product.outer();
    float[] w0 = scratch.array(ROWS, outer);
    float[] w1 = scratch.array(ROWS + 1, outer);
    float[] w2 = scratch.array(ROWS + 2, outer);
    float[] w3 = scratch.array(ROWS + 3, outer);
    float[] one = scratch.array(ONE, outer);
    for (int s = first; s < last; s++) {
      for (int r = 0; r < product.repeats(); r++) {
        begin(product, matrix, to[s], r * outer);
      }
    }
    for (int i = 0; i < product.inner(); i += BLOCK) {
      int count = Math.min(BLOCK, product.inner() - i);
      rows(product, matrix, i, count, w0, w1, w2, w3);
      for (int s = first; s < last; s++) {
        for (int r = 0; r < product.repeats(); r++) {
          System.arraycopy(to[s], r * outer, one, 0, outer);
          Sums.add(from[s], r * product.inner() + i, count, w0, w1, w2, w3, one, outer);
          System.arraycopy(one, 0, to[s], r * outer, outer);
        }
      }
    }
  }

  /** Four inputs of two samples. */
  private static void addPair(
      float[] x,
      float[] z,
      int i,
      float[] w0,
      float[] w1,
      float[] w2,
      float[] w3,
      float[] sums,
      float[] others,
      int length) {
    Sums.add4(
        x[i], x[i + 1], x[i + 2], x[i + 3], z[i], z[i + 1], z[i + 2], z[i + 3], w0, w1, w2, w3,
        sums, others, length);
  }

  private static void begin(Product product, float[] matrix, float[] to, int at) {
    if (product.start() < 0) {
      Arrays.fill(to, at, at + product.outer(), 0f);
    } else {
      System.arraycopy(matrix, product.start(), to, at, product.outer());
    }
  }

  /** Copies the matrix rows of up to four consecutive inputs. */
  private static void rows(
      Product product,
      float[] matrix,
      int i,
      int count,
      float[] w0,
      float[] w1,
      float[] w2,
      float[] w3) {
    if (count == BLOCK && product.outerStride() != 1) {
      int stride = product.outerStride();
      for (int j = 0, p = product.offset() + i; j < product.outer(); j++, p += stride) {
        w0[j] = matrix[p];
        w1[j] = matrix[p + 1];
        w2[j] = matrix[p + 2];
        w3[j] = matrix[p + 3];
      }
      return;
    }
    row(product, matrix, i, w0);
    if (count > 1) {
      row(product, matrix, i + 1, w1);
    }
    if (count > 2) {
      row(product, matrix, i + 2, w2);
    }
    if (count > 3) {
      row(product, matrix, i + 3, w3);
    }
  }

  private static void row(Product product, float[] matrix, int i, float[] row) {
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

  /** Eight inputs at a time, over all samples for one result after another. */
  private static void alongSamples(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    int outer = product.outer();
    for (int o = 0; o < outer; o++) {
      float first = product.start() < 0 ? 0f : matrix[product.start() + o];
      Arrays.fill(scratch.array(SUMS + o % 32, samples), 0, samples, first);
    }
    float[] x0 = scratch.array(ROWS, samples);
    float[] x1 = scratch.array(ROWS + 1, samples);
    float[] x2 = scratch.array(ROWS + 2, samples);
    float[] x3 = scratch.array(ROWS + 3, samples);
    float[] x4 = scratch.array(ROWS + 4, samples);
    float[] x5 = scratch.array(ROWS + 5, samples);
    float[] x6 = scratch.array(ROWS + 6, samples);
    float[] x7 = scratch.array(ROWS + 7, samples);
    int step = product.innerStride();
    int whole = product.inner() - product.inner() % WIDE_BLOCK;
    for (int i = 0; i < whole; i += WIDE_BLOCK) {
      for (int s = 0; s < samples; s++) {
        float[] x = from[s];
        x0[s] = x[i];
        x1[s] = x[i + 1];
        x2[s] = x[i + 2];
        x3[s] = x[i + 3];
        x4[s] = x[i + 4];
        x5[s] = x[i + 5];
        x6[s] = x[i + 6];
        x7[s] = x[i + 7];
      }
      for (int o = 0; o < outer; o++) {
        int p = product.offset() + i * step + o * product.outerStride();
        float[] sums = scratch.array(SUMS + o, samples);
        Sums.add8(
            matrix[p],
            matrix[p + step],
            matrix[p + 2 * step],
            matrix[p + 3 * step],
            matrix[p + 4 * step],
            matrix[p + 5 * step],
            matrix[p + 6 * step],
            matrix[p + 7 * step],
            x0,
            x1,
            x2,
            x3,
            x4,
            x5,
            x6,
            x7,
            sums,
            samples);
      }
    }
    for (int i = whole; i < product.inner(); i++) {
      for (int s = 0; s < samples; s++) {
        x0[s] = from[s][i];
      }
      for (int o = 0; o < outer; o++) {
        float w = matrix[product.offset() + i * step + o * product.outerStride()];
        Sums.add1(w, x0, scratch.array(SUMS + o, samples), samples);
      }
    }
    for (int o = 0; o < outer; o++) {
      float[] sums = scratch.array(SUMS + o, samples);
      for (int s = 0; s < samples; s++) {
        to[s][o] = sums[s];
      }
    }
  }

  /** Eight results at a time for one vector, then four, then one, each in a local variable. */
  static void inVariables(
      Product product, float[] matrix, float[] from, int fromAt, float[] to, int toAt) {
    begin(product, matrix, to, toAt);
    int step = product.outerStride();
    int o = 0;
    for (; o + 8 <= product.outer(); o += 8) {
      int p = product.offset() + o * step;
      int t = toAt + o;
      float sum0 = to[t];
      float sum1 = to[t + 1];
      float sum2 = to[t + 2];
      float sum3 = to[t + 3];
      float sum4 = to[t + 4];
      float sum5 = to[t + 5];
      float sum6 = to[t + 6];
      float sum7 = to[t + 7];
      for (int i = 0; i < product.inner(); i++) {
        float x = from[fromAt + i];
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
      to[t] = sum0;
      to[t + 1] = sum1;
      to[t + 2] = sum2;
      to[t + 3] = sum3;
      to[t + 4] = sum4;
      to[t + 5] = sum5;
      to[t + 6] = sum6;
      to[t + 7] = sum7;
    }
    for (; o + 4 <= product.outer(); o += 4) {
      int p = product.offset() + o * step;
      int t = toAt + o;
      float sum0 = to[t];
      float sum1 = to[t + 1];
      float sum2 = to[t + 2];
      float sum3 = to[t + 3];
      for (int i = 0; i < product.inner(); i++) {
        float x = from[fromAt + i];
        sum0 = fma(x, matrix[p], sum0);
        sum1 = fma(x, matrix[p + step], sum1);
        sum2 = fma(x, matrix[p + 2 * step], sum2);
        sum3 = fma(x, matrix[p + 3 * step], sum3);
        p += product.innerStride();
      }
      to[t] = sum0;
      to[t + 1] = sum1;
      to[t + 2] = sum2;
      to[t + 3] = sum3;
    }
    for (; o < product.outer(); o++) {
      int p = product.offset() + o * step;
      float sum = to[toAt + o];
      for (int i = 0; i < product.inner(); i++, p += product.innerStride()) {
        sum = fma(from[fromAt + i], matrix[p], sum);
      }
      to[toAt + o] = sum;
    }
  }
}

package dev.cortado.kernel;

import static java.lang.Math.fma;

/** The sums of outer products of {@link PlainProducts}: the gradients of matrices. */
final class PlainOuterProducts {
  /** From this length on, a row fills vector instructions. */
  private static final int LONG = 32;

  private static final int BLOCK = 4;

  /** How many samples are added to all rows of a matrix before the next ones. */
  private static final int SAMPLES = 64;

  private PlainOuterProducts() {}

  static void add(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      int from,
      int to,
      Scratch scratch) {
    if (Math.max(product.inner(), product.outer()) < LONG) {
      inVariables(product, inputs, outputs, samples, gradient, from, to);
    } else if (product.repeats() > 1) {
      vectorByVector(product, inputs, outputs, samples, gradient, from, to, scratch);
    } else if (product.outer() < LONG) {
      alongInputs(product, inputs, outputs, samples, gradient, scratch.array(0, product.inner()));
    } else {
      alongOutputs(product, inputs, outputs, samples, gradient, from, to, scratch);
    }
  }

  /** Two rows of the matrix at a time. */
  private static void alongOutputs(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      int from,
      int to,
      Scratch scratch) {
    int outer = product.outer();
    float[] row = scratch.array(0, outer);
    float[] next = scratch.array(1, outer);
    int stride = product.innerStride();
    // Some samples at a time, so that they stay in the nearest cache
    for (int first = 0; first < samples; first += SAMPLES) {
      int last = Math.min(samples, first + SAMPLES);
      int at = product.offset() + from * stride;
      int i = from;
      for (; i + 2 <= to; i += 2, at += 2 * stride) {
        System.arraycopy(gradient, at, row, 0, outer);
        System.arraycopy(gradient, at + stride, next, 0, outer);
        add(outputs, inputs, i, first, last, row, next, outer);
        System.arraycopy(row, 0, gradient, at, outer);
        System.arraycopy(next, 0, gradient, at + stride, outer);
      }
      if (i < to) {
        System.arraycopy(gradient, at, row, 0, outer);
        add(outputs, inputs, i, first, last, row, outer);
        System.arraycopy(row, 0, gradient, at, outer);
      }
    }
  }

  /** One column of the matrix at a time: longer where there are few outputs. */
  private static void alongInputs(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      float[] column) {
    int stride = product.innerStride();
    for (int o = 0; o < product.outer(); o++) {
      for (int i = 0, p = product.offset() + o; i < product.inner(); i++, p += stride) {
        column[i] = gradient[p];
      }
      add(inputs, outputs, o, 0, samples, column, product.inner());
      for (int i = 0, p = product.offset() + o; i < product.inner(); i++, p += stride) {
        gradient[p] = column[i];
      }
    }
  }

  /** {@code sums += sum over some samples of rows[s] · factors[s][factor]}. */
  private static void add(
      float[][] rows,
      float[][] factors,
      int factor,
      int first,
      int last,
      float[] sums,
      int length) {
    int whole = last - (last - first) % BLOCK;
    for (int s = first; s < whole; s += BLOCK) {
      Sums.add4(
          factors[s][factor],
          factors[s + 1][factor],
          factors[s + 2][factor],
          factors[s + 3][factor],
          rows[s],
          rows[s + 1],
          rows[s + 2],
          rows[s + 3],
          sums,
          length);
    }
    for (int s = whole; s < last; s++) {
      Sums.add1(factors[s][factor], rows[s], sums, length);
    }
  }

  /** The same for a factor and the next one, whose sums are {@code next}. */
  private static void add(
      float[][] rows,
      float[][] factors,
      int factor,
      int first,
      int last,
      float[] sums,
      float[] next,
      int length) {
    int whole = last - (last - first) % BLOCK;
    for (int s = first; s < whole; s += BLOCK) {
      float[] f0 = factors[s];
      float[] f1 = factors[s + 1];
      float[] f2 = factors[s + 2];
      float[] f3 = factors[s + 3];
      Sums.add4(
          f0[factor],
          f1[factor],
          f2[factor],
          f3[factor],
          f0[factor + 1],
          f1[factor + 1],
          f2[factor + 1],
          f3[factor + 1],
          rows[s],
          rows[s + 1],
          rows[s + 2],
          rows[s + 3],
          sums,
          next,
          length);
    }
    for (int s = whole; s < last; s++) {
      Sums.add1(factors[s][factor], rows[s], sums, length);
      Sums.add1(factors[s][factor + 1], rows[s], next, length);
    }
  }

  /** Adds the products of one vector after another to the matrix, row by row. */
  private static void vectorByVector(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      int from,
      int to,
      Scratch scratch) {
    int outer = product.outer();
    float[] vector = scratch.array(0, outer);
    float[] row = scratch.array(1, outer);
    for (int s = 0; s < samples; s++) {
      for (int r = 0; r < product.repeats(); r++) {
        System.arraycopy(outputs[s], r * outer, vector, 0, outer);
        for (int i = from; i < to; i++) {
          int first = product.offset() + i * product.innerStride();
          System.arraycopy(gradient, first, row, 0, outer);
          Sums.add1(inputs[s][r * product.inner() + i], vector, row, outer);
          System.arraycopy(row, 0, gradient, first, outer);
        }
      }
    }
  }

  /** Four elements of the matrix at a time, each in a local variable. */
  static void inVariables(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      int from,
      int to) {
    int whole = product.outer() - product.outer() % BLOCK;
    for (int i = from; i < to; i++) {
      int first = product.offset() + i * product.innerStride();
      for (int o = 0; o < whole; o += BLOCK) {
        float sum0 = gradient[first + o];
        float sum1 = gradient[first + o + 1];
        float sum2 = gradient[first + o + 2];
        float sum3 = gradient[first + o + 3];
        for (int s = 0; s < samples; s++) {
          float[] x = inputs[s];
          float[] g = outputs[s];
          for (int r = 0, p = i, q = o; r < product.repeats(); r++) {
            sum0 = fma(x[p], g[q], sum0);
            sum1 = fma(x[p], g[q + 1], sum1);
            sum2 = fma(x[p], g[q + 2], sum2);
            sum3 = fma(x[p], g[q + 3], sum3);
            p += product.inner();
            q += product.outer();
          }
        }
        gradient[first + o] = sum0;
        gradient[first + o + 1] = sum1;
        gradient[first + o + 2] = sum2;
        gradient[first + o + 3] = sum3;
      }
      for (int o = whole; o < product.outer(); o++) {
        float sum = gradient[first + o];
        for (int s = 0; s < samples; s++) {
          for (int r = 0; r < product.repeats(); r++) {
            sum = fma(inputs[s][r * product.inner() + i], outputs[s][r * product.outer() + o], sum);
          }
        }
        gradient[first + o] = sum;
      }
    }
  }
}

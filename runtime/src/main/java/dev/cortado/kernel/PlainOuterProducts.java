package dev.cortado.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/** The sums of outer products of {@link PlainProducts}: the gradients of matrices. */
final class PlainOuterProducts {
  /** From this length on, a row fills vector instructions. */
  private static final int LONG = 32;

  private static final int BLOCK = 4;

  private PlainOuterProducts() {}

  static void sum(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      int from,
      int to,
      Scratch scratch) {
    if (Math.max(product.inner(), product.outer()) < LONG) {
      inVariables(product, inputs, outputs, samples, gradient);
    } else if (product.repeats() > 1) {
      vectorByVector(product, inputs, outputs, samples, gradient, from, to, scratch);
    } else if (product.outer() < LONG) {
      alongInputs(product, inputs, outputs, samples, gradient, scratch.array(0, product.inner()));
    } else {
      alongOutputs(
          product, inputs, outputs, samples, gradient, from, to, scratch.array(0, product.outer()));
    }
  }

  /** One row of the matrix at a time. */
  private static void alongOutputs(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      int from,
      int to,
      float[] row) {
    for (int i = from; i < to; i++) {
      sum(outputs, inputs, i, samples, row, product.outer());
      int first = product.offset() + i * product.innerStride();
      System.arraycopy(row, 0, gradient, first, product.outer());
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
    for (int o = 0; o < product.outer(); o++) {
      sum(inputs, outputs, o, samples, column, product.inner());
      int stride = product.innerStride();
      for (int i = 0, p = product.offset() + o; i < product.inner(); i++, p += stride) {
        gradient[p] = column[i];
      }
    }
  }

  /** {@code sums = sum over samples of rows[s] · factors[s][factor]}. */
  private static void sum(
      float[][] rows, float[][] factors, int factor, int samples, float[] sums, int length) {
    Arrays.fill(sums, 0, length, 0f);
    int whole = samples - samples % BLOCK;
    for (int s = 0; s < whole; s += BLOCK) {
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
    for (int s = whole; s < samples; s++) {
      Sums.add1(factors[s][factor], rows[s], sums, length);
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
    int begin = product.offset();
    Arrays.fill(gradient, begin + from * outer, begin + to * outer, 0f);
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
      Product product, float[][] inputs, float[][] outputs, int samples, float[] gradient) {
    int whole = product.outer() - product.outer() % BLOCK;
    for (int i = 0; i < product.inner(); i++) {
      int first = product.offset() + i * product.innerStride();
      for (int o = 0; o < whole; o += BLOCK) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
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
        float sum = 0;
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

package dev.cortado.kernel;

/** The sums of outer products of {@link PlainProducts}: the gradients of matrices. */
final class PlainOuterProducts {
  /** From this length on, a row fills vector instructions. */
  private static final int LONG = 32;

  /** How many vectors are copied together where a sample has several. */
  private static final int GATHERED = 12;

  /** The numbers of the rows for intermediate results. */
  private static final int VECTORS = 0;

  private static final int SUMS = 1;
  private static final int COLUMNS = 4;

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
      PlainBlocks.addOuterProducts(product, inputs, outputs, samples, gradient, from, to, scratch);
    } else if (product.repeats() > 1) {
      vectorByVector(product, inputs, outputs, samples, gradient, from, to, scratch);
    } else if (product.outer() < LONG) {
      alongInputs(product, inputs, outputs, samples, gradient, scratch);
    } else {
      alongOutputs(product, inputs, outputs, samples, gradient, from, to, scratch);
    }
  }

  /** Three rows of the matrix at a time. */
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
    float[][] sums = scratch.rows(SUMS, 3, outer);
    float[][] columns = scratch.rows(COLUMNS, 3, samples);
    for (int i = from; i < to; i += 3) {
      int count = Math.min(3, to - i);
      for (int k = 0; k < count; k++) {
        int first = product.offset() + (i + k) * product.innerStride();
        System.arraycopy(gradient, first, sums[k], 0, outer);
      }
      add(outputs, inputs, i, count, samples, columns, sums, outer);
      for (int k = 0; k < count; k++) {
        int first = product.offset() + (i + k) * product.innerStride();
        System.arraycopy(sums[k], 0, gradient, first, outer);
      }
    }
  }

  /** Three columns of the matrix at a time: longer where there are few outputs. */
  private static void alongInputs(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      Scratch scratch) {
    int stride = product.innerStride();
    float[][] sums = scratch.rows(SUMS, 3, product.inner());
    float[][] columns = scratch.rows(COLUMNS, 3, samples);
    for (int o = 0; o < product.outer(); o += 3) {
      int count = Math.min(3, product.outer() - o);
      for (int k = 0; k < count; k++) {
        float[] column = sums[k];
        for (int i = 0, p = product.offset() + o + k; i < product.inner(); i++, p += stride) {
          column[i] = gradient[p];
        }
      }
      add(inputs, outputs, o, count, samples, columns, sums, product.inner());
      for (int k = 0; k < count; k++) {
        float[] column = sums[k];
        for (int i = 0, p = product.offset() + o + k; i < product.inner(); i++, p += stride) {
          gradient[p] = column[i];
        }
      }
    }
  }

  /** {@code sums[k] += sum over samples of rows[s] · factors[s][factor + k]} for up to three k. */
  private static void add(
      float[][] rows,
      float[][] factors,
      int factor,
      int count,
      int samples,
      float[][] columns,
      float[][] sums,
      int length) {
    for (int s = 0; s < samples; s++) {
      for (int k = 0; k < count; k++) {
        columns[k][s] = factors[s][factor + k];
      }
    }
    if (count == 3) {
      Sums.add(
          columns[0],
          0,
          columns[1],
          0,
          columns[2],
          0,
          rows,
          0,
          samples,
          sums[0],
          sums[1],
          sums[2],
          length);
    } else {
      for (int k = 0; k < count; k++) {
        Sums.add(columns[k], 0, rows, 0, samples, sums[k], length);
      }
    }
  }

  /** Adds the products of some vectors at a time to the matrix, row by row. */
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
    int inner = product.inner();
    int repeats = product.repeats();
    float[][] vectors = scratch.rows(VECTORS, GATHERED, outer);
    float[][] sums = scratch.rows(SUMS, 3, outer);
    float[][] columns = scratch.rows(COLUMNS, 3, GATHERED);
    int stride = product.innerStride();
    int begin = product.offset();
    for (int v = 0; v < samples * repeats; v += GATHERED) {
      int count = Math.min(GATHERED, samples * repeats - v);
      for (int n = 0; n < count; n++) {
        int at = (v + n) % repeats * outer;
        System.arraycopy(outputs[(v + n) / repeats], at, vectors[n], 0, outer);
      }
      int i = from;
      for (; i + 3 <= to; i += 3) {
        for (int k = 0; k < 3; k++) {
          column(inputs, v, count, repeats, inner, i + k, columns[k]);
          System.arraycopy(gradient, begin + (i + k) * stride, sums[k], 0, outer);
        }
        Sums.add(
            columns[0],
            0,
            columns[1],
            0,
            columns[2],
            0,
            vectors,
            0,
            count,
            sums[0],
            sums[1],
            sums[2],
            outer);
        for (int k = 0; k < 3; k++) {
          System.arraycopy(sums[k], 0, gradient, begin + (i + k) * stride, outer);
        }
      }
      for (; i < to; i++) {
        column(inputs, v, count, repeats, inner, i, columns[0]);
        System.arraycopy(gradient, begin + i * stride, sums[0], 0, outer);
        Sums.add(columns[0], 0, vectors, 0, count, sums[0], outer);
        System.arraycopy(sums[0], 0, gradient, begin + i * stride, outer);
      }
    }
  }

  /** One element of some consecutive vectors. */
  private static void column(
      float[][] rows, int first, int count, int repeats, int length, int i, float[] elements) {
    for (int n = 0; n < count; n++) {
      elements[n] = rows[(first + n) / repeats][(first + n) % repeats * length + i];
    }
  }
}

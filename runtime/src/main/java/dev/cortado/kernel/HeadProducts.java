package dev.cortado.kernel;

import java.util.Arrays;

/**
 * The products of attention, of which each of some heads has its own: a sample holds a vector for
 * each step, in which the parts of the heads follow one another, and a matrix for each head with a
 * row for each step of the queries and a column for each step of the keys. Generated classes hold
 * one as a constant for each size.
 *
 * <p>Sums add their terms in ascending order with fma, so that the bits are the same whichever
 * kernels compute them, for one sample and for many; steps at the end whose weights are 0 change
 * nothing.
 */
public final class HeadProducts {
  /** The numbers of the scratch rows. */
  private static final int LEFT = 2;

  private static final int RIGHT = 3;

  private final int heads;
  private final int queries;
  private final int keys;
  private final int size;
  private final float scale;

  /** For each head, the part of the keys' vectors as a matrix, as it lies and transposed. */
  private final Product[] straight;

  private final Product[] transposed;
  private final KernelSet kernels;
  private final SplitSamples.Part similarities = this::similarities;
  private final SplitSamples.Part weightedSums = this::weightedSums;
  private final SplitSamples.Part transposedSums = this::transposedSums;

  /** With the kernels to use. */
  HeadProducts(int heads, int queries, int keys, int size, double scale, KernelSet kernels) {
    this.kernels = kernels;
    this.heads = heads;
    this.queries = queries;
    this.keys = keys;
    this.size = size;
    this.scale = (float) scale;
    straight = new Product[heads];
    transposed = new Product[heads];
    for (int h = 0; h < heads; h++) {
      straight[h] = new Product(h * size, keys, size, heads * size, 1, -1, 1);
      transposed[h] = new Product(h * size, size, keys, 1, heads * size, -1, 1);
    }
  }

  /**
   * The products of so many heads.
   *
   * @param queries how many steps the queries have
   * @param keys how many steps the keys have
   * @param size the length of a head's part of a vector
   * @param scale what all results are multiplied by
   */
  public static HeadProducts of(int heads, int queries, int keys, int size, double scale) {
    return new HeadProducts(heads, queries, keys, size, scale, Kernels.set());
  }

  /**
   * {@code to[h, i, j] = Σ_c (scale · x[i, h, c]) · y[j, h, c]}.
   *
   * @param x a vector for each step of the queries. Not modified.
   * @param y a vector for each step of the keys. Not modified.
   * @param to a matrix for each head. Overwritten.
   */
  public void similarities(float[][] x, float[][] y, float[][] to, int samples, Scratch scratch) {
    run(similarities, x, y, to, samples, scratch);
  }

  /** {@link #similarities(float[][], float[][], float[][], int, Scratch)} of one sample. */
  public void similarities(float[] x, float[] y, float[] to, Scratch scratch) {
    run(similarities, scratch.only(0, x), scratch.only(1, y), scratch.only(2, to), 1, scratch);
  }

  /**
   * {@code to[i, h, c] = scale · Σ_j weights[h, i, j] · y[j, h, c]}.
   *
   * @param weights a matrix for each head. Not modified.
   * @param y a vector for each step of the keys. Not modified.
   * @param to a vector for each step of the queries. Overwritten.
   */
  public void weightedSums(
      float[][] weights, float[][] y, float[][] to, int samples, Scratch scratch) {
    run(weightedSums, weights, y, to, samples, scratch);
  }

  /** {@link #weightedSums(float[][], float[][], float[][], int, Scratch)} of one sample. */
  public void weightedSums(float[] weights, float[] y, float[] to, Scratch scratch) {
    run(
        weightedSums,
        scratch.only(0, weights),
        scratch.only(1, y),
        scratch.only(2, to),
        1,
        scratch);
  }

  /**
   * {@code to[j, h, c] = Σ_i weights[h, i, j] · (scale · x[i, h, c])}.
   *
   * @param weights a matrix for each head. Not modified.
   * @param x a vector for each step of the queries. Not modified.
   * @param to a vector for each step of the keys. Overwritten.
   */
  public void transposedSums(
      float[][] weights, float[][] x, float[][] to, int samples, Scratch scratch) {
    run(transposedSums, weights, x, to, samples, scratch);
  }

  private void run(
      SplitSamples.Part part,
      float[][] first,
      float[][] second,
      float[][] to,
      int samples,
      Scratch scratch) {
    scratch
        .samples()
        .with(first, second, null, null, to)
        .run(part, samples, work(samples), scratch);
  }

  private long work(int samples) {
    return (long) samples * heads * queries * keys * size;
  }

  private ProductKernels kernels() {
    return kernels.products();
  }

  private void similarities(SplitSamples batch, int begin, int end, Scratch scratch) {
    float[][] x = batch.first();
    float[][] y = batch.second();
    float[][] to = batch.to();
    ProductKernels kernels = kernels();
    float[][] parts = scratch.rows(LEFT, queries, size);
    float[][] sums = scratch.rows(RIGHT, queries, keys);
    for (int s = begin; s < end; s++) {
      for (int h = 0; h < heads; h++) {
        takeParts(x[s], h, parts);
        kernels.multiply(transposed[h], y[s], parts, sums, queries, scratch);
        for (int i = 0; i < queries; i++) {
          System.arraycopy(sums[i], 0, to[s], (h * queries + i) * keys, keys);
        }
      }
    }
  }

  private void weightedSums(SplitSamples batch, int begin, int end, Scratch scratch) {
    float[][] weights = batch.first();
    float[][] y = batch.second();
    float[][] to = batch.to();
    ProductKernels kernels = kernels();
    float[][] rows = scratch.rows(LEFT, queries, keys);
    float[][] sums = scratch.rows(RIGHT, queries, size);
    for (int s = begin; s < end; s++) {
      for (int h = 0; h < heads; h++) {
        takeRows(weights[s], h, rows);
        kernels.multiply(straight[h], y[s], rows, sums, queries, scratch);
        for (int i = 0; i < queries; i++) {
          scaled(sums[i], 0, to[s], (i * heads + h) * size);
        }
      }
    }
  }

  private void transposedSums(SplitSamples batch, int begin, int end, Scratch scratch) {
    float[][] weights = batch.first();
    float[][] x = batch.second();
    float[][] to = batch.to();
    ProductKernels kernels = kernels();
    float[][] rows = scratch.rows(LEFT, queries, keys);
    float[][] parts = scratch.rows(RIGHT, queries, size);
    for (int s = begin; s < end; s++) {
      Arrays.fill(to[s], 0f);
      for (int h = 0; h < heads; h++) {
        takeRows(weights[s], h, rows);
        takeParts(x[s], h, parts);
        kernels.addOuterProducts(straight[h], rows, parts, queries, to[s], 0, keys, scratch);
      }
    }
  }

  /** A head's part of the vectors of the queries, times the scale. */
  private void takeParts(float[] vectors, int head, float[][] parts) {
    for (int i = 0; i < queries; i++) {
      scaled(vectors, (i * heads + head) * size, parts[i], 0);
    }
  }

  private void takeRows(float[] matrices, int head, float[][] rows) {
    for (int i = 0; i < queries; i++) {
      System.arraycopy(matrices, (head * queries + i) * keys, rows[i], 0, keys);
    }
  }

  private void scaled(float[] from, int first, float[] to, int at) {
    if (scale == 1) {
      System.arraycopy(from, first, to, at, size);
      return;
    }
    for (int c = 0; c < size; c++) {
      to[at + c] = from[first + c] * scale;
    }
  }
}

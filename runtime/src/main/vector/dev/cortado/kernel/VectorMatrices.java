package dev.cortado.kernel;

import static dev.cortado.kernel.VectorTiles.LANES;
import static dev.cortado.kernel.VectorTiles.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The product of a single vector with a matrix: as many results at a time as fill the registers.
 */
final class VectorMatrices {
  /** Longer arrays, a megabyte, do not stay in the second cache and are read fastest in order. */
  private static final int FAR = 1 << 18;

  /** How many results are computed at a time. */
  private static final int WIDE = 8 * LANES;

  private VectorMatrices() {}

  /** How many blocks {@link #hold} writes. */
  static int blocks(Product product) {
    return product.outer() / WIDE;
  }

  /** How long a block is. */
  static int blockLength(Product product) {
    return product.inner() * WIDE;
  }

  /**
   * Copies a matrix, but for the results that do not fill eight vectors, in the order of use: rows
   * that lie far apart share few places of the nearest cache.
   */
  static void hold(Product product, float[] matrix, float[][] blocks) {
    for (int b = 0; b < blocks(product); b++) {
      int p = product.offset() + b * WIDE;
      for (int i = 0; i < product.inner(); i++, p += product.innerStride()) {
        System.arraycopy(matrix, p, blocks[b], i * WIDE, WIDE);
      }
    }
  }

  /**
   * The product with a matrix of at least {@link VectorTiles#LANES} results, held in blocks. With
   * every second vector the last block comes first, as it is still in the nearest cache.
   */
  static void multiplyHeld(
      Product product, float[] matrix, float[][] blocks, float[] from, float[] to, int turn) {
    int count = blocks(product);
    for (int n = 0; n < count; n++) {
      int b = turn % 2 == 0 ? n : count - 1 - n;
      eight(product, matrix, blocks[b], 0, WIDE, from, to, b * WIDE);
    }
    rest(product, matrix, from, to, count * WIDE);
  }

  /** The product with a matrix of at least {@link VectorTiles#LANES} results. */
  static void multiply(Product product, float[] matrix, float[] from, float[] to) {
    int outer = product.outer();
    if (matrix.length >= FAR && outer >= WIDE) {
      inMemoryOrder(product, matrix, from, to);
      return;
    }
    int o = 0;
    for (; o + WIDE <= outer; o += WIDE) {
      int first = product.offset() + o;
      eight(product, matrix, matrix, first, product.innerStride(), from, to, o);
    }
    rest(product, matrix, from, to, o);
  }

  /** The results from one on that do not fill eight vectors. */
  private static void rest(Product product, float[] matrix, float[] from, float[] to, int first) {
    int outer = product.outer();
    int o = first;
    for (; o + 2 * LANES <= outer; o += 2 * LANES) {
      two(product, matrix, from, to, o);
    }
    // The last vectors may overlap what is done: a sum that is computed again is the same.
    for (; o < outer; o += LANES) {
      one(product, matrix, from, to, Math.min(o, outer - LANES));
    }
  }

  /** The product in the order of memory: eight rows of the matrix at a time. */
  private static void inMemoryOrder(Product product, float[] matrix, float[] from, float[] to) {
    int outer = product.outer();
    if (product.start() < 0) {
      Arrays.fill(to, 0, outer, 0f);
    } else {
      System.arraycopy(matrix, product.start(), to, 0, outer);
    }
    int i = 0;
    int p = product.offset();
    for (; i + 8 <= product.inner(); i += 8, p += 8 * product.innerStride()) {
      addRows8(matrix, p, product.innerStride(), from, i, to, outer);
    }
    for (; i < product.inner(); i++, p += product.innerStride()) {
      for (int o = 0; o < outer; o++) {
        to[o] = Math.fma(from[i], matrix[p + o], to[o]);
      }
    }
  }

  /** {@code to += x[i] · row i + ... + x[i + 7] · row i + 7}. */
  private static void addRows8(
      float[] matrix, int p0, int stride, float[] x, int i, float[] to, int outer) {
    int p1 = p0 + stride;
    int p2 = p1 + stride;
    int p3 = p2 + stride;
    int p4 = p3 + stride;
    int p5 = p4 + stride;
    int p6 = p5 + stride;
    int p7 = p6 + stride;
    FloatVector x0 = FloatVector.broadcast(SPECIES, x[i]);
    FloatVector x1 = FloatVector.broadcast(SPECIES, x[i + 1]);
    FloatVector x2 = FloatVector.broadcast(SPECIES, x[i + 2]);
    FloatVector x3 = FloatVector.broadcast(SPECIES, x[i + 3]);
    FloatVector x4 = FloatVector.broadcast(SPECIES, x[i + 4]);
    FloatVector x5 = FloatVector.broadcast(SPECIES, x[i + 5]);
    FloatVector x6 = FloatVector.broadcast(SPECIES, x[i + 6]);
    FloatVector x7 = FloatVector.broadcast(SPECIES, x[i + 7]);
    int o = 0;
    for (; o + LANES <= outer; o += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, to, o);
      sum = x0.fma(FloatVector.fromArray(SPECIES, matrix, p0 + o), sum);
      sum = x1.fma(FloatVector.fromArray(SPECIES, matrix, p1 + o), sum);
      sum = x2.fma(FloatVector.fromArray(SPECIES, matrix, p2 + o), sum);
      sum = x3.fma(FloatVector.fromArray(SPECIES, matrix, p3 + o), sum);
      sum = x4.fma(FloatVector.fromArray(SPECIES, matrix, p4 + o), sum);
      sum = x5.fma(FloatVector.fromArray(SPECIES, matrix, p5 + o), sum);
      sum = x6.fma(FloatVector.fromArray(SPECIES, matrix, p6 + o), sum);
      sum = x7.fma(FloatVector.fromArray(SPECIES, matrix, p7 + o), sum);
      sum.intoArray(to, o);
    }
    for (; o < outer; o++) {
      float sum = to[o];
      sum = Math.fma(x[i], matrix[p0 + o], sum);
      sum = Math.fma(x[i + 1], matrix[p1 + o], sum);
      sum = Math.fma(x[i + 2], matrix[p2 + o], sum);
      sum = Math.fma(x[i + 3], matrix[p3 + o], sum);
      sum = Math.fma(x[i + 4], matrix[p4 + o], sum);
      sum = Math.fma(x[i + 5], matrix[p5 + o], sum);
      sum = Math.fma(x[i + 6], matrix[p6 + o], sum);
      sum = Math.fma(x[i + 7], matrix[p7 + o], sum);
      to[o] = sum;
    }
  }

  /**
   * The product with a matrix of fewer than {@link VectorTiles#LANES} results. Whole vectors are
   * read where the array holds them: what is too much is summed, and not stored.
   *
   * @param sums room for a vector
   */
  static void multiplyFew(Product product, float[] matrix, float[] from, float[] to, float[] sums) {
    int outer = product.outer();
    int stride = product.innerStride();
    int room = matrix.length - LANES - product.offset();
    int whole = room < 0 ? 0 : Math.min(product.inner(), room / stride + 1);
    if (product.start() < 0) {
      Arrays.fill(sums, 0f);
    } else {
      System.arraycopy(matrix, product.start(), sums, 0, outer);
    }
    FloatVector sum = FloatVector.fromArray(SPECIES, sums, 0);
    int p = product.offset();
    for (int i = 0; i < whole; i++, p += stride) {
      FloatVector x = FloatVector.broadcast(SPECIES, from[i]);
      sum = x.fma(FloatVector.fromArray(SPECIES, matrix, p), sum);
    }
    sum.intoArray(sums, 0);
    for (int i = whole; i < product.inner(); i++, p += stride) {
      for (int o = 0; o < outer; o++) {
        sums[o] = Math.fma(from[i], matrix[p + o], sums[o]);
      }
    }
    System.arraycopy(sums, 0, to, 0, outer);
  }

  /**
   * Eight vectors of results.
   *
   * @param starts what the matrix of the product lies in
   * @param matrix what the elements are read from
   * @param first where those of the first input begin
   * @param stride how far apart those of two inputs are
   */
  private static void eight(
      Product product,
      float[] starts,
      float[] matrix,
      int first,
      int stride,
      float[] from,
      float[] to,
      int o) {
    FloatVector zero = FloatVector.zero(SPECIES);
    boolean isBiased = product.start() >= 0;
    int bias = product.start() + o;
    FloatVector s0 = isBiased ? FloatVector.fromArray(SPECIES, starts, bias) : zero;
    FloatVector s1 = isBiased ? FloatVector.fromArray(SPECIES, starts, bias + LANES) : zero;
    FloatVector s2 = isBiased ? FloatVector.fromArray(SPECIES, starts, bias + 2 * LANES) : zero;
    FloatVector s3 = isBiased ? FloatVector.fromArray(SPECIES, starts, bias + 3 * LANES) : zero;
    FloatVector s4 = isBiased ? FloatVector.fromArray(SPECIES, starts, bias + 4 * LANES) : zero;
    FloatVector s5 = isBiased ? FloatVector.fromArray(SPECIES, starts, bias + 5 * LANES) : zero;
    FloatVector s6 = isBiased ? FloatVector.fromArray(SPECIES, starts, bias + 6 * LANES) : zero;
    FloatVector s7 = isBiased ? FloatVector.fromArray(SPECIES, starts, bias + 7 * LANES) : zero;
    int p = first;
    for (int i = 0; i < product.inner(); i++, p += stride) {
      FloatVector x = FloatVector.broadcast(SPECIES, from[i]);
      s0 = x.fma(FloatVector.fromArray(SPECIES, matrix, p), s0);
      s1 = x.fma(FloatVector.fromArray(SPECIES, matrix, p + LANES), s1);
      s2 = x.fma(FloatVector.fromArray(SPECIES, matrix, p + 2 * LANES), s2);
      s3 = x.fma(FloatVector.fromArray(SPECIES, matrix, p + 3 * LANES), s3);
      s4 = x.fma(FloatVector.fromArray(SPECIES, matrix, p + 4 * LANES), s4);
      s5 = x.fma(FloatVector.fromArray(SPECIES, matrix, p + 5 * LANES), s5);
      s6 = x.fma(FloatVector.fromArray(SPECIES, matrix, p + 6 * LANES), s6);
      s7 = x.fma(FloatVector.fromArray(SPECIES, matrix, p + 7 * LANES), s7);
    }
    s0.intoArray(to, o);
    s1.intoArray(to, o + LANES);
    s2.intoArray(to, o + 2 * LANES);
    s3.intoArray(to, o + 3 * LANES);
    s4.intoArray(to, o + 4 * LANES);
    s5.intoArray(to, o + 5 * LANES);
    s6.intoArray(to, o + 6 * LANES);
    s7.intoArray(to, o + 7 * LANES);
  }

  private static void two(Product product, float[] matrix, float[] from, float[] to, int o) {
    FloatVector zero = FloatVector.zero(SPECIES);
    boolean isBiased = product.start() >= 0;
    int bias = product.start() + o;
    FloatVector s = isBiased ? FloatVector.fromArray(SPECIES, matrix, bias) : zero;
    FloatVector t = isBiased ? FloatVector.fromArray(SPECIES, matrix, bias + LANES) : zero;
    int p = product.offset() + o;
    for (int i = 0; i < product.inner(); i++, p += product.innerStride()) {
      FloatVector x = FloatVector.broadcast(SPECIES, from[i]);
      s = x.fma(FloatVector.fromArray(SPECIES, matrix, p), s);
      t = x.fma(FloatVector.fromArray(SPECIES, matrix, p + LANES), t);
    }
    s.intoArray(to, o);
    t.intoArray(to, o + LANES);
  }

  private static void one(Product product, float[] matrix, float[] from, float[] to, int o) {
    FloatVector zero = FloatVector.zero(SPECIES);
    boolean isBiased = product.start() >= 0;
    int bias = product.start() + o;
    FloatVector s = isBiased ? FloatVector.fromArray(SPECIES, matrix, bias) : zero;
    int p = product.offset() + o;
    for (int i = 0; i < product.inner(); i++, p += product.innerStride()) {
      FloatVector x = FloatVector.broadcast(SPECIES, from[i]);
      s = x.fma(FloatVector.fromArray(SPECIES, matrix, p), s);
    }
    s.intoArray(to, o);
  }
}

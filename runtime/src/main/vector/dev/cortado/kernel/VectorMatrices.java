package dev.cortado.kernel;

import static dev.cortado.kernel.VectorTiles.LANES;
import static dev.cortado.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The product of a single vector with a matrix that has at least {@link VectorTiles#LANES} results:
 * as many at a time as fill the registers.
 */
final class VectorMatrices {
  private VectorMatrices() {}

  static void multiply(Product product, float[] matrix, float[] from, float[] to) {
    int outer = product.outer();
    int o = 0;
    for (; o + 8 * LANES <= outer; o += 8 * LANES) {
      eight(product, matrix, from, to, o);
    }
    for (; o + 2 * LANES <= outer; o += 2 * LANES) {
      two(product, matrix, from, to, o);
    }
    // The last vectors may overlap what is done: a sum that is computed again is the same.
    for (; o < outer; o += LANES) {
      one(product, matrix, from, to, Math.min(o, outer - LANES));
    }
  }

  private static void eight(Product product, float[] matrix, float[] from, float[] to, int o) {
    FloatVector zero = FloatVector.zero(SPECIES);
    boolean isBiased = product.start() >= 0;
    int bias = product.start() + o;
    FloatVector s0 = isBiased ? FloatVector.fromArray(SPECIES, matrix, bias) : zero;
    FloatVector s1 = isBiased ? FloatVector.fromArray(SPECIES, matrix, bias + LANES) : zero;
    FloatVector s2 = isBiased ? FloatVector.fromArray(SPECIES, matrix, bias + 2 * LANES) : zero;
    FloatVector s3 = isBiased ? FloatVector.fromArray(SPECIES, matrix, bias + 3 * LANES) : zero;
    FloatVector s4 = isBiased ? FloatVector.fromArray(SPECIES, matrix, bias + 4 * LANES) : zero;
    FloatVector s5 = isBiased ? FloatVector.fromArray(SPECIES, matrix, bias + 5 * LANES) : zero;
    FloatVector s6 = isBiased ? FloatVector.fromArray(SPECIES, matrix, bias + 6 * LANES) : zero;
    FloatVector s7 = isBiased ? FloatVector.fromArray(SPECIES, matrix, bias + 7 * LANES) : zero;
    int p = product.offset() + o;
    for (int i = 0; i < product.inner(); i++, p += product.innerStride()) {
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

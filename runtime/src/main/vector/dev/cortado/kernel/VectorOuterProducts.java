package dev.cortado.kernel;

import static dev.cortado.kernel.VectorTiles.LANES;
import static dev.cortado.kernel.VectorTiles.PANEL;
import static dev.cortado.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Sums of outer products with the Vector API: tiles of the matrix stay in registers while the
 * samples pass. Vectors lie along the outputs, or along the inputs where there are few outputs. The
 * last tiles may overlap what is done: a sum that is computed again is the same.
 */
final class VectorOuterProducts {
  private VectorOuterProducts() {}

  static void sum(
      Product product,
      float[][] x,
      float[][] g,
      int samples,
      float[] gradient,
      int from,
      int to,
      Scratch scratch) {
    if (product.outer() >= PANEL) {
      alongOutputs(product, x, g, samples, gradient, from, to);
    } else if (product.inner() >= LANES) {
      alongInputs(product, x, g, samples, gradient, scratch.array(0, 8 * LANES));
    } else if (product.outer() >= LANES) {
      for (int i = 0; i < product.inner(); i++) {
        single(product, x, g, samples, gradient, i, 0);
        single(product, x, g, samples, gradient, i, product.outer() - LANES);
      }
    } else {
      PlainOuterProducts.inVariables(product, x, g, samples, gradient);
    }
  }

  private static void alongOutputs(
      Product product, float[][] x, float[][] g, int samples, float[] gradient, int from, int to) {
    int i = from;
    for (; i + 8 <= to && LANES >= 16; i += 8) {
      for (int o = 0; o < product.outer(); o += PANEL) {
        wide8(product, x, g, samples, gradient, i, Math.min(o, product.outer() - PANEL));
      }
    }
    for (; i + 4 <= to; i += 4) {
      for (int o = 0; o < product.outer(); o += PANEL) {
        wide4(product, x, g, samples, gradient, i, Math.min(o, product.outer() - PANEL));
      }
    }
    for (; i < to; i++) {
      for (int o = 0; o < product.outer(); o += PANEL) {
        wide1(product, x, g, samples, gradient, i, Math.min(o, product.outer() - PANEL));
      }
    }
  }

  private static void alongInputs(
      Product product, float[][] x, float[][] g, int samples, float[] gradient, float[] tile) {
    int inner = product.inner();
    int o = 0;
    for (; o + 8 <= product.outer(); o += 8) {
      for (int i = 0; i < inner; i += LANES) {
        outputs8(product, x, g, samples, gradient, Math.min(i, inner - LANES), o, tile);
      }
    }
    for (; o < product.outer(); o++) {
      int i = 0;
      for (; i + 4 * LANES <= inner; i += 4 * LANES) {
        output1by4(product, x, g, samples, gradient, i, o, tile);
      }
      for (; i < inner; i += LANES) {
        output1by1(product, x, g, samples, gradient, Math.min(i, inner - LANES), o, tile);
      }
    }
  }

  private static void wide8(
      Product product, float[][] x, float[][] g, int samples, float[] to, int i, int o) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector t3 = FloatVector.zero(SPECIES);
    FloatVector s4 = FloatVector.zero(SPECIES);
    FloatVector t4 = FloatVector.zero(SPECIES);
    FloatVector s5 = FloatVector.zero(SPECIES);
    FloatVector t5 = FloatVector.zero(SPECIES);
    FloatVector s6 = FloatVector.zero(SPECIES);
    FloatVector t6 = FloatVector.zero(SPECIES);
    FloatVector s7 = FloatVector.zero(SPECIES);
    FloatVector t7 = FloatVector.zero(SPECIES);
    int row = product.repeats() * product.inner();
    int vectors = samples * product.repeats();
    for (int n = 0, s = 0, p = i, q = o; n < vectors; n++) {
      float[] a = x[s];
      float[] b = g[s];
      FloatVector u = FloatVector.fromArray(SPECIES, b, q);
      FloatVector v = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector e0 = FloatVector.broadcast(SPECIES, a[p]);
      s0 = e0.fma(u, s0);
      t0 = e0.fma(v, t0);
      FloatVector e1 = FloatVector.broadcast(SPECIES, a[p + 1]);
      s1 = e1.fma(u, s1);
      t1 = e1.fma(v, t1);
      FloatVector e2 = FloatVector.broadcast(SPECIES, a[p + 2]);
      s2 = e2.fma(u, s2);
      t2 = e2.fma(v, t2);
      FloatVector e3 = FloatVector.broadcast(SPECIES, a[p + 3]);
      s3 = e3.fma(u, s3);
      t3 = e3.fma(v, t3);
      FloatVector e4 = FloatVector.broadcast(SPECIES, a[p + 4]);
      s4 = e4.fma(u, s4);
      t4 = e4.fma(v, t4);
      FloatVector e5 = FloatVector.broadcast(SPECIES, a[p + 5]);
      s5 = e5.fma(u, s5);
      t5 = e5.fma(v, t5);
      FloatVector e6 = FloatVector.broadcast(SPECIES, a[p + 6]);
      s6 = e6.fma(u, s6);
      t6 = e6.fma(v, t6);
      FloatVector e7 = FloatVector.broadcast(SPECIES, a[p + 7]);
      s7 = e7.fma(u, s7);
      t7 = e7.fma(v, t7);
      p += product.inner();
      q += product.outer();
      if (p >= row) {
        s++;
        p = i;
        q = o;
      }
    }
    int at = product.offset() + i * product.innerStride() + o;
    s0.intoArray(to, at);
    t0.intoArray(to, at + LANES);
    at += product.innerStride();
    s1.intoArray(to, at);
    t1.intoArray(to, at + LANES);
    at += product.innerStride();
    s2.intoArray(to, at);
    t2.intoArray(to, at + LANES);
    at += product.innerStride();
    s3.intoArray(to, at);
    t3.intoArray(to, at + LANES);
    at += product.innerStride();
    s4.intoArray(to, at);
    t4.intoArray(to, at + LANES);
    at += product.innerStride();
    s5.intoArray(to, at);
    t5.intoArray(to, at + LANES);
    at += product.innerStride();
    s6.intoArray(to, at);
    t6.intoArray(to, at + LANES);
    at += product.innerStride();
    s7.intoArray(to, at);
    t7.intoArray(to, at + LANES);
  }

  private static void wide4(
      Product product, float[][] x, float[][] g, int samples, float[] to, int i, int o) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector t3 = FloatVector.zero(SPECIES);
    int row = product.repeats() * product.inner();
    int vectors = samples * product.repeats();
    for (int n = 0, s = 0, p = i, q = o; n < vectors; n++) {
      float[] a = x[s];
      float[] b = g[s];
      FloatVector u = FloatVector.fromArray(SPECIES, b, q);
      FloatVector v = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector e0 = FloatVector.broadcast(SPECIES, a[p]);
      s0 = e0.fma(u, s0);
      t0 = e0.fma(v, t0);
      FloatVector e1 = FloatVector.broadcast(SPECIES, a[p + 1]);
      s1 = e1.fma(u, s1);
      t1 = e1.fma(v, t1);
      FloatVector e2 = FloatVector.broadcast(SPECIES, a[p + 2]);
      s2 = e2.fma(u, s2);
      t2 = e2.fma(v, t2);
      FloatVector e3 = FloatVector.broadcast(SPECIES, a[p + 3]);
      s3 = e3.fma(u, s3);
      t3 = e3.fma(v, t3);
      p += product.inner();
      q += product.outer();
      if (p >= row) {
        s++;
        p = i;
        q = o;
      }
    }
    int at = product.offset() + i * product.innerStride() + o;
    s0.intoArray(to, at);
    t0.intoArray(to, at + LANES);
    at += product.innerStride();
    s1.intoArray(to, at);
    t1.intoArray(to, at + LANES);
    at += product.innerStride();
    s2.intoArray(to, at);
    t2.intoArray(to, at + LANES);
    at += product.innerStride();
    s3.intoArray(to, at);
    t3.intoArray(to, at + LANES);
  }

  private static void wide1(
      Product product, float[][] x, float[][] g, int samples, float[] to, int i, int o) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    int row = product.repeats() * product.inner();
    int vectors = samples * product.repeats();
    for (int n = 0, s = 0, p = i, q = o; n < vectors; n++) {
      float[] a = x[s];
      float[] b = g[s];
      FloatVector u = FloatVector.fromArray(SPECIES, b, q);
      FloatVector v = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector e0 = FloatVector.broadcast(SPECIES, a[p]);
      s0 = e0.fma(u, s0);
      t0 = e0.fma(v, t0);
      p += product.inner();
      q += product.outer();
      if (p >= row) {
        s++;
        p = i;
        q = o;
      }
    }
    int at = product.offset() + i * product.innerStride() + o;
    s0.intoArray(to, at);
    t0.intoArray(to, at + LANES);
  }

  private static void single(
      Product product, float[][] x, float[][] g, int samples, float[] to, int i, int o) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int row = product.repeats() * product.inner();
    int vectors = samples * product.repeats();
    for (int n = 0, s = 0, p = i, q = o; n < vectors; n++) {
      FloatVector e = FloatVector.broadcast(SPECIES, x[s][p]);
      sum = e.fma(FloatVector.fromArray(SPECIES, g[s], q), sum);
      p += product.inner();
      q += product.outer();
      if (p >= row) {
        s++;
        p = i;
        q = o;
      }
    }
    sum.intoArray(to, product.offset() + i * product.innerStride() + o);
  }

  private static void outputs8(
      Product product,
      float[][] x,
      float[][] g,
      int samples,
      float[] to,
      int i,
      int o,
      float[] tile) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector s4 = FloatVector.zero(SPECIES);
    FloatVector s5 = FloatVector.zero(SPECIES);
    FloatVector s6 = FloatVector.zero(SPECIES);
    FloatVector s7 = FloatVector.zero(SPECIES);
    int row = product.repeats() * product.inner();
    int vectors = samples * product.repeats();
    for (int n = 0, s = 0, p = i, q = o; n < vectors; n++) {
      float[] a = x[s];
      float[] b = g[s];
      FloatVector u = FloatVector.fromArray(SPECIES, a, p);
      s0 = FloatVector.broadcast(SPECIES, b[q]).fma(u, s0);
      s1 = FloatVector.broadcast(SPECIES, b[q + 1]).fma(u, s1);
      s2 = FloatVector.broadcast(SPECIES, b[q + 2]).fma(u, s2);
      s3 = FloatVector.broadcast(SPECIES, b[q + 3]).fma(u, s3);
      s4 = FloatVector.broadcast(SPECIES, b[q + 4]).fma(u, s4);
      s5 = FloatVector.broadcast(SPECIES, b[q + 5]).fma(u, s5);
      s6 = FloatVector.broadcast(SPECIES, b[q + 6]).fma(u, s6);
      s7 = FloatVector.broadcast(SPECIES, b[q + 7]).fma(u, s7);
      p += product.inner();
      q += product.outer();
      if (p >= row) {
        s++;
        p = i;
        q = o;
      }
    }
    s0.intoArray(tile, 0);
    s1.intoArray(tile, LANES);
    s2.intoArray(tile, 2 * LANES);
    s3.intoArray(tile, 3 * LANES);
    s4.intoArray(tile, 4 * LANES);
    s5.intoArray(tile, 5 * LANES);
    s6.intoArray(tile, 6 * LANES);
    s7.intoArray(tile, 7 * LANES);
    int stride = product.innerStride();
    int at = product.offset() + i * stride + o;
    for (int lane = 0; lane < LANES; lane++, at += stride) {
      for (int n = 0; n < 8; n++) {
        to[at + n] = tile[n * LANES + lane];
      }
    }
  }

  private static void output1by4(
      Product product,
      float[][] x,
      float[][] g,
      int samples,
      float[] to,
      int i,
      int o,
      float[] tile) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    int row = product.repeats() * product.inner();
    int vectors = samples * product.repeats();
    for (int n = 0, s = 0, p = i, q = o; n < vectors; n++) {
      float[] a = x[s];
      float[] b = g[s];
      FloatVector e = FloatVector.broadcast(SPECIES, b[q]);
      s0 = e.fma(FloatVector.fromArray(SPECIES, a, p), s0);
      s1 = e.fma(FloatVector.fromArray(SPECIES, a, p + LANES), s1);
      s2 = e.fma(FloatVector.fromArray(SPECIES, a, p + 2 * LANES), s2);
      s3 = e.fma(FloatVector.fromArray(SPECIES, a, p + 3 * LANES), s3);
      p += product.inner();
      q += product.outer();
      if (p >= row) {
        s++;
        p = i;
        q = o;
      }
    }
    s0.intoArray(tile, 0);
    s1.intoArray(tile, LANES);
    s2.intoArray(tile, 2 * LANES);
    s3.intoArray(tile, 3 * LANES);
    int stride = product.innerStride();
    int at = product.offset() + i * stride + o;
    for (int lane = 0; lane < 4 * LANES; lane++, at += stride) {
      to[at] = tile[lane];
    }
  }

  private static void output1by1(
      Product product,
      float[][] x,
      float[][] g,
      int samples,
      float[] to,
      int i,
      int o,
      float[] tile) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    int row = product.repeats() * product.inner();
    int vectors = samples * product.repeats();
    for (int n = 0, s = 0, p = i, q = o; n < vectors; n++) {
      float[] a = x[s];
      float[] b = g[s];
      FloatVector e = FloatVector.broadcast(SPECIES, b[q]);
      s0 = e.fma(FloatVector.fromArray(SPECIES, a, p), s0);
      p += product.inner();
      q += product.outer();
      if (p >= row) {
        s++;
        p = i;
        q = o;
      }
    }
    s0.intoArray(tile, 0);
    int stride = product.innerStride();
    int at = product.offset() + i * stride + o;
    for (int lane = 0; lane < LANES; lane++, at += stride) {
      to[at] = tile[lane];
    }
  }
}

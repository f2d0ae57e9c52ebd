package dev.cortado.kernel;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Plain kernels at first, and those that use the Vector API once HotSpot has compiled them: before
 * that they are some thousand times slower. A thread of its own runs them on small data until they
 * are fast, but only in programs that have work for them. Both give the same bits, so that the time
 * of the change makes no difference but in speed.
 */
final class WarmingProducts implements ProductKernels {
  /** A program with fewer multiply-adds than this, some milliseconds' work, is not worth it. */
  private static final long ENOUGH = 20_000_000;

  private static final int LENGTH = 96;
  private static final int SAMPLES = 13;
  private static final int CALLS = 50;

  /** How many times faster than at first the kernels are when they are compiled. */
  private static final int SPEEDUP = 40;

  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final ProductKernels plain = new PlainProducts();
  private final Supplier<ProductKernels> vectors;

  /** Counted without locks: a lost update only delays the start. */
  private long work;

  private boolean started;

  /** Read without locks: whoever sees an old value takes the plain kernels once more. */
  private ProductKernels kernels = plain;

  WarmingProducts(Supplier<ProductKernels> vectors) {
    this.vectors = vectors;
  }

  private ProductKernels kernels(Product product, int samples) {
    ProductKernels current = kernels;
    if (current == plain && work < ENOUGH) {
      work += (long) product.inner() * product.outer() * product.repeats() * samples;
      if (work >= ENOUGH) {
        start();
      }
    }
    return current;
  }

  private synchronized void start() {
    if (!started) {
      started = true;
      Thread thread = new Thread(this::warmUp, "cortado kernels");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void warmUp() {
    ProductKernels loaded = vectors.get();
    long begin = System.nanoTime();
    long first = run(loaded);
    while (run(loaded) > first / SPEEDUP && System.nanoTime() - begin < PATIENCE_NANOS) {
      Thread.onSpinWait();
    }
    kernels = loaded;
  }

  /** Some calls over all kinds of tiles; returns the nanoseconds that they take. */
  private static long run(ProductKernels kernels) {
    Scratch scratch = new Scratch();
    float[] matrix = new float[LENGTH * (LENGTH + 1)];
    float[][] x = new float[SAMPLES][LENGTH];
    float[][] y = new float[SAMPLES][LENGTH];
    Arrays.fill(matrix, 0.5f);
    long begin = System.nanoTime();
    for (int outer : new int[] {LENGTH, 19, 10}) {
      Product forward = new Product(0, LENGTH, outer, outer, 1, -1, 1);
      Product transposed = new Product(0, outer, LENGTH, 1, outer, -1, 1);
      for (int call = 0; call < CALLS; call++) {
        kernels.multiply(forward, matrix, x, y, SAMPLES, scratch);
        kernels.multiply(transposed, matrix, y, x, SAMPLES, scratch);
        kernels.multiplyOne(forward, matrix, x[0], y[0], scratch);
        kernels.sumOuterProducts(forward, x, y, SAMPLES, matrix, scratch);
      }
    }
    return System.nanoTime() - begin;
  }

  @Override
  public void multiply(
      Product product, float[] matrix, float[][] from, float[][] to, int samples, Scratch scratch) {
    kernels(product, samples).multiply(product, matrix, from, to, samples, scratch);
  }

  @Override
  public void multiplyOne(
      Product product, float[] matrix, float[] from, float[] to, Scratch scratch) {
    kernels(product, 1).multiplyOne(product, matrix, from, to, scratch);
  }

  @Override
  public void sumOuterProducts(
      Product product,
      float[][] inputs,
      float[][] outputs,
      int samples,
      float[] gradient,
      Scratch scratch) {
    kernels(product, samples)
        .sumOuterProducts(product, inputs, outputs, samples, gradient, scratch);
  }
}

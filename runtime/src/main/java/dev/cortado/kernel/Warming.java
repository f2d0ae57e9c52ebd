package dev.cortado.kernel;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Plain kernels at first, and those that use the Vector API once HotSpot has compiled them: before
 * that they are some thousand times slower. A thread of its own runs them on small data until they
 * are fast, but only in programs that have work for them. Both give the same bits, so that the time
 * of the change makes no difference but in speed.
 */
final class Warming {
  /** A program with fewer multiply-adds than this, some milliseconds' work, is not worth it. */
  private static final long ENOUGH = 20_000_000;

  private static final int LENGTH = 96;
  private static final int SAMPLES = 13;
  private static final int CALLS = 50;

  /** How many times faster than at first the kernels are when they are compiled. */
  private static final int SPEEDUP = 40;

  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final Supplier<KernelSet> vectors;

  /** Read without locks: whoever sees an old value takes the plain kernels once more. */
  private KernelSet kernels;

  /** Whether {@link #work} is counted. */
  private boolean counts;

  /** Counted without locks: a lost update only delays the start. */
  private long work;

  /** The same kernels for good. */
  Warming(KernelSet kernels) {
    this.kernels = kernels;
    vectors = () -> kernels;
  }

  /** Plain kernels at first. */
  Warming(Supplier<KernelSet> vectors) {
    this.vectors = vectors;
    kernels = Kernels.plain();
    counts = true;
  }

  /** The kernels to use now, for so many multiply-adds. */
  KernelSet forWork(long multiplyAdds) {
    if (counts) {
      work += multiplyAdds;
      if (work >= ENOUGH) {
        start();
      }
    }
    return kernels;
  }

  private synchronized void start() {
    if (counts) {
      counts = false;
      Thread thread = new Thread(this::warmUp, "cortado kernels");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void warmUp() {
    KernelSet loaded = vectors.get();
    long begin = System.nanoTime();
    long first = run(loaded);
    while (run(loaded) > first / SPEEDUP && System.nanoTime() - begin < PATIENCE_NANOS) {
      Thread.onSpinWait();
    }
    kernels = loaded;
  }

  /** Some calls over all kinds of tiles; returns the nanoseconds that they take. */
  private static long run(KernelSet kernels) {
    ProductKernels products = kernels.products();
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
        products.multiply(forward, matrix, x, y, SAMPLES, scratch);
        products.multiply(transposed, matrix, y, x, SAMPLES, scratch);
        products.multiplyOne(forward, matrix, x[0], y[0], scratch);
        products.addOuterProducts(forward, x, y, SAMPLES, matrix, 0, LENGTH, scratch);
        for (float[] row : y) {
          kernels.rows().exp(row, row, LENGTH);
          kernels.rows().sigmoid(row, row, LENGTH);
          kernels.rows().tanh(row, row, LENGTH);
          kernels.rows().relu(row, row, LENGTH);
          kernels.rows().reluGradient(row, x[0], row, LENGTH);
          kernels.rows().max(x[0], 0, row, 0, LENGTH);
          kernels.rows().add(x[0], 0, row, 0, LENGTH);
          kernels.rows().multiplyAdd(x[0], 0, x[1], 0, row, 0, LENGTH);
          kernels.rows().takeWhereEqual(x[0], x[1], 0, row, x[2], 0, LENGTH);
          kernels.rows().addVectors(matrix, LENGTH, LENGTH, row, 0);
        }
      }
    }
    return System.nanoTime() - begin;
  }
}

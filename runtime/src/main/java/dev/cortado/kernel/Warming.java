package dev.cortado.kernel;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Plain kernels at first, and those that use the Vector API once HotSpot has compiled them: before
 * that they are some thousand times slower. A thread of its own runs them on small data until they
 * are fast, but only in programs that have work for them. Both give the same bits, so that the time
 * of the change makes no difference but in speed.
 *
 * @param <K> kernels that go together: they change at the same time
 */
final class Warming<K> {
  /** A program with fewer multiply-adds than this, some milliseconds' work, is not worth it. */
  private static final long ENOUGH = 20_000_000;

  /** How many times faster than at first the kernels are when they are compiled. */
  private static final int SPEEDUP = 40;

  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final Supplier<K> vectors;
  private final Consumer<K> exercise;

  /** Read without locks: whoever sees an old value takes the plain kernels once more. */
  private K kernels;

  /** Whether {@link #work} is counted. */
  private boolean counts;

  /** Counted without locks: a lost update only delays the start. */
  private long work;

  /** The same kernels for good. */
  Warming(K kernels) {
    this.kernels = kernels;
    vectors = () -> kernels;
    exercise = same -> {};
  }

  /**
   * Plain kernels at first.
   *
   * @param exercise calls kernels on small data, so often that HotSpot compiles them
   */
  Warming(K plain, Supplier<K> vectors, Consumer<K> exercise) {
    this.vectors = vectors;
    this.exercise = exercise;
    kernels = plain;
    counts = true;
  }

  /** The kernels to use now, for so many multiply-adds. */
  K forWork(long multiplyAdds) {
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
    K loaded = vectors.get();
    long begin = System.nanoTime();
    long first = run(loaded);
    while (run(loaded) > first / SPEEDUP && System.nanoTime() - begin < PATIENCE_NANOS) {
      Thread.onSpinWait();
    }
    kernels = loaded;
  }

  /** Some calls; returns the nanoseconds that they take. */
  private long run(K loaded) {
    long begin = System.nanoTime();
    exercise.accept(loaded);
    return System.nanoTime() - begin;
  }
}

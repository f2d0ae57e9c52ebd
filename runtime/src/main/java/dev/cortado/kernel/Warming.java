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

  private final long enough;
  private final Runnable whenWorth;

  /** Read without locks: whoever sees an old value takes the plain kernels once more. */
  private K kernels;

  /** Whether {@link #work} is counted. */
  private boolean counts;

  /** Counted without locks: a lost update only delays the start. */
  private long work;

  /** The same kernels for good. */
  Warming(K kernels) {
    this(kernels, Long.MAX_VALUE, () -> {});
    counts = false;
  }

  /**
   * The same kernels for good.
   *
   * @param whenWorth runs once, after {@code enough} multiply-adds
   */
  Warming(K kernels, long enough, Runnable whenWorth) {
    this.kernels = kernels;
    this.enough = enough;
    this.whenWorth = whenWorth;
    counts = true;
  }

  /**
   * Plain kernels at first.
   *
   * @param exercise calls kernels on small data, so often that HotSpot compiles them
   */
  Warming(K plain, Supplier<K> vectors, Consumer<K> exercise) {
    kernels = plain;
    enough = ENOUGH;
    whenWorth = () -> startToWarm(vectors, exercise);
    counts = true;
  }

  /** The kernels to use now, for so many multiply-adds. */
  K forWork(long multiplyAdds) {
    if (counts) {
      work += multiplyAdds;
      if (work >= enough) {
        start();
      }
    }
    return kernels;
  }

  private synchronized void start() {
    if (counts) {
      counts = false;
      whenWorth.run();
    }
  }

  private void startToWarm(Supplier<K> vectors, Consumer<K> exercise) {
    Thread thread = new Thread(() -> warmUp(vectors.get(), exercise), "cortado kernels");
    thread.setDaemon(true);
    thread.start();
  }

  private void warmUp(K loaded, Consumer<K> exercise) {
    long begin = System.nanoTime();
    long first = time(loaded, exercise);
    while (time(loaded, exercise) > first / SPEEDUP && System.nanoTime() - begin < PATIENCE_NANOS) {
      Thread.onSpinWait();
    }
    kernels = loaded;
  }

  /** Some calls; returns the nanoseconds that they take. */
  private static <K> long time(K loaded, Consumer<K> exercise) {
    long begin = System.nanoTime();
    exercise.accept(loaded);
    return System.nanoTime() - begin;
  }
}

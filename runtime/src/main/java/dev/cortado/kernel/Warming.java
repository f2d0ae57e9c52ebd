package dev.cortado.kernel;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Plain kernels at first, and those that use the Vector API once HotSpot has compiled them, which a
 * {@link Drilling} sees to, but only in programs that have work for them. Both give the same bits,
 * so that the time of the change makes no difference but in speed.
 *
 * @param <K> kernels that go together: they change at the same time
 */
final class Warming<K> {
  /** A program with fewer multiply-adds than this, some milliseconds' work, is not worth it. */
  private static final long ENOUGH = 20_000_000;

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
   * @param drilling gets them compiled
   * @param drills calls of kernels on small data that reach all that HotSpot should compile
   */
  Warming(K plain, Supplier<K> vectors, Drilling drilling, Supplier<List<Consumer<K>>> drills) {
    kernels = plain;
    enough = ENOUGH;
    whenWorth = () -> drilling.add(new Course<>(plain, vectors, drills, this::use));
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

  private void use(K ready) {
    kernels = ready;
  }
}

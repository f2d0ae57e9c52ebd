package dev.cortado.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Plain kernels at first, and those that use the Vector API once HotSpot has compiled them: before
 * that they are some thousand times slower. A thread of its own runs them on small data until none
 * is much slower than its plain counterpart, but only in programs that have work for them. Both
 * give the same bits, so that the time of the change makes no difference but in speed.
 *
 * @param <K> kernels that go together: they change at the same time
 */
final class Warming<K> {
  /** A program with fewer multiply-adds than this, some milliseconds' work, is not worth it. */
  private static final long ENOUGH = 20_000_000;

  /** A drill takes what the least of so many calls takes, as other threads run, too. */
  private static final int CALLS = 3;

  /** Kernels that are not compiled are at least ten times slower than plain ones. */
  private static final int SLOWER = 2;

  /** What is slower after so long stays out of use: HotSpot has no vectors for this machine. */
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  /** What the clock and the call of a kernel may add. */
  private static final long SLACK_NANOS = 100;

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
   * @param drills calls of kernels on small data that reach all that HotSpot should compile
   */
  Warming(K plain, Supplier<K> vectors, Supplier<List<Consumer<K>>> drills) {
    kernels = plain;
    enough = ENOUGH;
    whenWorth = () -> startToWarm(plain, vectors, drills);
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

  private void startToWarm(K plain, Supplier<K> vectors, Supplier<List<Consumer<K>>> drills) {
    Thread thread = new Thread(() -> warmUp(plain, vectors.get(), drills.get()), "cortado kernels");
    thread.setDaemon(true);
    thread.start();
  }

  private void warmUp(K plain, K loaded, List<Consumer<K>> drills) {
    long begin = System.nanoTime();
    Deque<Consumer<K>> slow = new ArrayDeque<>(drills);
    while (!slow.isEmpty() && System.nanoTime() - begin < PATIENCE_NANOS) {
      Consumer<K> drill = slow.remove();
      if (time(loaded, drill) > SLOWER * time(plain, drill) + SLACK_NANOS) {
        slow.add(drill);
      }
    }
    if (slow.isEmpty()) {
      kernels = loaded;
    }
  }

  /** The nanoseconds that a drill takes. */
  private static <K> long time(K kernels, Consumer<K> drill) {
    long least = Long.MAX_VALUE;
    for (int call = 0; call < CALLS; call++) {
      long begin = System.nanoTime();
      drill.accept(kernels);
      least = Math.min(least, System.nanoTime() - begin);
    }
    return least;
  }
}

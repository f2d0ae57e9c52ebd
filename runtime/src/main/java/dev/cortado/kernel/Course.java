package dev.cortado.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Drills of some kernels, in rounds until none takes much longer than with their plain
 * counterparts: before HotSpot has compiled them, those that use the Vector API are some thousand
 * times slower.
 *
 * @param <K> the kernels
 */
final class Course<K> {
  /** A drill takes what the least of so many calls takes, as other threads run, too. */
  private static final int CALLS = 3;

  /** Kernels that are not compiled are at least ten times slower than plain ones. */
  private static final int SLOWER = 2;

  /** In the first rounds nothing is compiled, and slow plain kernels are no measure. */
  private static final int FIRST_ROUNDS = 64;

  /** What is slower after so long stays out of use: HotSpot has no vectors for this machine. */
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  /** What the clock and the call of a kernel may add. */
  private static final long SLACK_NANOS = 100;

  private final K plain;
  private final Supplier<K> vectors;
  private final Supplier<List<Consumer<K>>> drills;
  private final Consumer<K> whenReady;
  private final List<Consumer<K>> slow = new ArrayList<>();
  private K loaded;
  private long end;
  private int rounds;

  /**
   * A course that has not begun.
   *
   * @param vectors loads the kernels that use the Vector API
   * @param whenReady receives them when no drill is slow any more, unless that takes too long
   */
  Course(K plain, Supplier<K> vectors, Supplier<List<Consumer<K>>> drills, Consumer<K> whenReady) {
    this.plain = plain;
    this.vectors = vectors;
    this.drills = drills;
    this.whenReady = whenReady;
  }

  /** Repeats all drills that are slow. Returns whether that is worth another round. */
  boolean goOn() {
    if (loaded == null) {
      loaded = vectors.get();
      slow.addAll(drills.get());
      end = System.nanoTime() + PATIENCE_NANOS;
    }
    boolean counts = ++rounds > FIRST_ROUNDS;
    slow.removeIf(
        drill -> {
          long time = time(loaded, drill);
          return time <= SLOWER * time(plain, drill) + SLACK_NANOS && counts;
        });
    if (slow.isEmpty()) {
      whenReady.accept(loaded);
      return false;
    }
    return System.nanoTime() - end < 0;
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

package dev.cortado.processor;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that generated code allocates. */
final class Allocations {
  private static final int SPANS = 20;
  private static final int CALLS = 10;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /**
   * The bytes that ten calls allocate on this thread: the least of several times, as some of them
   * warm up, and HotSpot allocates a little now and then when it compiles.
   */
  static long least(Runnable call) {
    long least = Long.MAX_VALUE;
    for (int span = 0; span < SPANS; span++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}

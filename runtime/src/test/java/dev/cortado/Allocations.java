package dev.cortado;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that code allocates. */
public final class Allocations {
  private static final int SPANS = 30;
  private static final int CALLS = 100;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /** How many bytes of memory the calling thread has taken since it began. */
  public static long soFar() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /**
   * The bytes that a hundred calls allocate on this thread: the least of several times, as the
   * first calls link classes, and HotSpot allocates a little now and then when it compiles.
   */
  public static long least(Runnable call) {
    long least = Long.MAX_VALUE;
    for (int span = 0; span < SPANS && least > 0; span++) {
      long before = soFar();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, soFar() - before);
    }
    return least;
  }
}

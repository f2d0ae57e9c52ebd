package dev.cortado.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that work off the parts of a kernel's work together with the thread that calls it. Parts
 * are whole results, never parts of a sum, so that any number of threads gives the same bits.
 * Nothing is allocated per call. One thread at a time may call; {@link #close} ends the others.
 */
public final class Team implements AutoCloseable {
  /** How often a waiting thread looks again before it sleeps. */
  private static final int SPINS = 5_000;

  private static final long NAP_NANOS = 20_000;

  private final int threads;
  private final Worker[] workers;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private Work work;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean closed;
  private volatile Throwable failure;

  /** What is worked off: as many parts as there are threads. */
  public interface Work {
    /**
     * Works off a part; other parts are worked off at the same time.
     *
     * @param scratch a thread's own
     */
    void run(int part, int parts, Scratch scratch);
  }

  private Team(int threads) {
    this.threads = threads;
    next.set(threads);
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i);
    }
  }

  /**
   * A team.
   *
   * @param threads how many threads work, the one that calls included: at least 1
   */
  public static Team of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a team has at least 1 thread, not " + threads);
    }
    Team team = new Team(threads);
    for (Worker worker : team.workers) {
      worker.start();
    }
    return team;
  }

  /**
   * Where a part begins of what is shared out evenly; for the number of parts, where the last ends.
   *
   * @param all how much there is to share
   * @param grain parts begin at multiples of this
   */
  public static int begin(int all, int part, int parts, int grain) {
    return part == parts ? all : (int) ((long) all * part / parts) / grain * grain;
  }

  /** How many threads work, the one that calls included. */
  public int threads() {
    return threads;
  }

  /**
   * Works off all parts, and returns when they are done.
   *
   * @param scratch of the thread that calls; null where the work does not need it
   */
  public void run(Work all, Scratch scratch) {
    work = all;
    done.set(0);
    next.set(0);
    calls.incrementAndGet();
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
    takeParts(scratch);
    for (int spin = 0; done.get() < threads; spin++) {
      if (spin < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
    if (failure != null) {
      throw new IllegalStateException("a thread of the team failed: " + failure, failure);
    }
  }

  private void takeParts(Scratch scratch) {
    for (int part = next.getAndIncrement(); part < threads; part = next.getAndIncrement()) {
      try {
        work.run(part, threads, scratch);
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        done.incrementAndGet();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
  }

  private final class Worker extends Thread {
    private final Scratch scratch = new Scratch();

    private Worker(int number) {
      super("cortado worker " + number);
      setDaemon(true);
    }

    @Override
    public void run() {
      int seen = 0;
      while (!closed) {
        for (int spin = 0; calls.get() == seen && !closed; spin++) {
          if (spin < SPINS) {
            Thread.onSpinWait();
          } else {
            LockSupport.park(Team.this);
          }
        }
        seen = calls.get();
        takeParts(scratch);
      }
    }
  }
}

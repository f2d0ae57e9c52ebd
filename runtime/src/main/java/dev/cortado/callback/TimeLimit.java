package dev.cortado.callback;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Stops training after the step in which a time is up. Where a run goes on from a checkpoint, the
 * time that it took before counts too.
 */
public final class TimeLimit implements Callback {
  private static final double NANOS = 1e9;

  private final Duration limit;
  private final LongSupplier nanos;
  private long begin;
  private double secondsBefore;
  private boolean stopped;

  /**
   * So long, from the beginning of a run on.
   *
   * @throws IllegalArgumentException where the time is not above 0
   */
  public TimeLimit(Duration limit) {
    this(limit, System::nanoTime);
  }

  TimeLimit(Duration limit, LongSupplier nanos) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("a time limit is above 0, not " + limit);
    }
    this.limit = limit;
    this.nanos = nanos;
  }

  @Override
  public void onTrainBegin(Training training) {
    begin = nanos.getAsLong();
    secondsBefore = 0;
    stopped = false;
  }

  @Override
  public void onBatchEnd(Training training, int step, Logs logs) {
    check(training);
  }

  @Override
  public void onEpochEnd(Training training, int epoch, Logs logs) {
    check(training);
  }

  @Override
  public Memory remember() {
    return Memory.of(Map.of("seconds", seconds()));
  }

  @Override
  public void recall(Memory memory) {
    begin = nanos.getAsLong();
    secondsBefore = memory.numbers().getOrDefault("seconds", 0.0);
  }

  private void check(Training training) {
    if (!stopped && seconds() >= limit.toNanos() / NANOS) {
      stopped = true;
      training.stop(
          String.format(
              Locale.ROOT,
              "the time limit of %s s was reached after %.1f s",
              limit.toNanos() / NANOS,
              seconds()));
    }
  }

  private double seconds() {
    return secondsBefore + (nanos.getAsLong() - begin) / NANOS;
  }
}

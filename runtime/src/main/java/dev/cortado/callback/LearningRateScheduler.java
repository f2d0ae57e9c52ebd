package dev.cortado.callback;

import java.util.Map;

/**
 * Sets the learning rate before each epoch, as Keras's callback of that name does. Adds the rate of
 * each epoch to its figures, as {@code learning_rate}. For rates by step, give the optimizer a
 * schedule.
 */
public final class LearningRateScheduler implements Callback {
  /** The name of the learning rate among the figures of an epoch. */
  static final String FIGURE = "learning_rate";

  private final ByEpoch schedule;
  private int epochBegun;

  /** A learning rate by epoch. */
  @FunctionalInterface
  public interface ByEpoch {
    /**
     * The learning rate of an epoch.
     *
     * @param epoch the epoch, from 0
     * @param rate the learning rate so far
     */
    double rate(int epoch, double rate);
  }

  /** With a rate by epoch: {@code (epoch, rate) -> epoch < 10 ? rate : rate * 0.9}. */
  public LearningRateScheduler(ByEpoch schedule) {
    this.schedule = schedule;
  }

  @Override
  public void onTrainBegin(Training training) {
    epochBegun = -1;
  }

  @Override
  public void onEpochBegin(Training training, int epoch) {
    if (epoch == epochBegun) {
      return; // a run that goes on within an epoch already has that epoch's rate
    }
    double rate = schedule.rate(epoch, training.learningRate());
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a learning rate is a number of at least 0, but the schedule gave %s for epoch %d"
              .formatted(rate, epoch));
    }
    training.setLearningRate(rate);
    epochBegun = epoch;
  }

  @Override
  public void onEpochEnd(Training training, int epoch, Logs logs) {
    logs.set(FIGURE, training.learningRate());
  }

  @Override
  public Memory remember() {
    return Memory.of(Map.of("epoch_begun", (double) epochBegun));
  }

  @Override
  public void recall(Memory memory) {
    epochBegun = memory.numbers().getOrDefault("epoch_begun", -1.0).intValue();
  }
}

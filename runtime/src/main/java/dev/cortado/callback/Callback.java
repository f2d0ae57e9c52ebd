package dev.cortado.callback;

import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** Is told how training goes, and may steer it. Methods that are not needed need not be written. */
public interface Callback {
  /** Before the first epoch. */
  default void onTrainBegin(Training training) {}

  /** Before an epoch, from 0. */
  default void onEpochBegin(Training training, int epoch) {}

  /** Before a step, from 0 in each epoch. */
  default void onBatchBegin(Training training, int step) {}

  /**
   * After a step.
   *
   * @param step the step within the epoch, from 0
   * @param logs the loss and the metrics of the epoch so far, by name in alphabetical order
   */
  default void onBatchEnd(Training training, int step, Logs logs) {}

  /**
   * After an epoch and its validation.
   *
   * @param logs the loss and the metrics, those of the validation with the prefix {@code val_}, in
   *     alphabetical order
   */
  default void onEpochEnd(Training training, int epoch, Logs logs) {}

  /** After the last epoch, also where training stopped early, but not where it failed. */
  default void onTrainEnd(Training training) {}

  /**
   * Where training, once begun, ends with an exception that {@code fit} then throws: because the
   * loss is not finite, or data cannot be read. What is thrown here is added to it.
   */
  default void onTrainFailure(Training training, Exception cause) {}

  /**
   * What it needs to go on after a restart, for checkpoints; nothing unless overridden. Asked
   * between events, when all callbacks have been told of the same. The learning rate needs no
   * remembering: it belongs to the training.
   */
  default Memory remember() {
    return Memory.NOTHING;
  }

  /**
   * Goes on from what {@link #remember} of the same callback returned in an earlier run. Called
   * after {@link #onTrainBegin} and before the epoch in which the run goes on.
   *
   * @throws IllegalArgumentException where the callback cannot have remembered that; the checkpoint
   *     is reported as damaged then
   */
  default void recall(Memory memory) {}

  /** A callback that is told before the first epoch. */
  static Callback onTrainBegin(Consumer<Training> listener) {
    return new Callback() {
      @Override
      public void onTrainBegin(Training training) {
        listener.accept(training);
      }
    };
  }

  /** A callback that is told before each epoch, which counts from 0. */
  static Callback onEpochBegin(ObjIntConsumer<Training> listener) {
    return new Callback() {
      @Override
      public void onEpochBegin(Training training, int epoch) {
        listener.accept(training, epoch);
      }
    };
  }

  /** A callback that is told before each step, which counts from 0 in each epoch. */
  static Callback onBatchBegin(ObjIntConsumer<Training> listener) {
    return new Callback() {
      @Override
      public void onBatchBegin(Training training, int step) {
        listener.accept(training, step);
      }
    };
  }

  /** A callback that is told after each step: {@code (training, step, logs) -> ...}. */
  static Callback onBatchEnd(Listener listener) {
    return new Callback() {
      @Override
      public void onBatchEnd(Training training, int step, Logs logs) {
        listener.accept(training, step, logs);
      }
    };
  }

  /** A callback that is told after each epoch: {@code (training, epoch, logs) -> ...}. */
  static Callback onEpochEnd(Listener listener) {
    return new Callback() {
      @Override
      public void onEpochEnd(Training training, int epoch, Logs logs) {
        listener.accept(training, epoch, logs);
      }
    };
  }

  /** A callback that is told after the last epoch. */
  static Callback onTrainEnd(Consumer<Training> listener) {
    return new Callback() {
      @Override
      public void onTrainEnd(Training training) {
        listener.accept(training);
      }
    };
  }

  /** Is told the end of a step or of an epoch. */
  @FunctionalInterface
  interface Listener {
    /**
     * Is told of one.
     *
     * @param index the step within the epoch, or the epoch, from 0
     * @param logs the figures, as {@link Callback#onBatchEnd(Training, int, Logs)} and {@link
     *     Callback#onEpochEnd(Training, int, Logs)} get them
     */
    void accept(Training training, int index, Logs logs);
  }
}

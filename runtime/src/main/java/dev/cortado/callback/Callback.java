package dev.cortado.callback;

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

  /** After the last epoch, also where training stopped early. */
  default void onTrainEnd(Training training) {}

  /** What it needs to go on after a restart, for checkpoints; nothing unless overridden. */
  default Memory remember() {
    return Memory.NOTHING;
  }

  /** Goes on from what {@link #remember} of the same callback returned in an earlier run. */
  default void recall(Memory memory) {}
}

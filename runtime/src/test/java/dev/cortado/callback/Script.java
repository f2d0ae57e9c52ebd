package dev.cortado.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Epochs whose figures are given, as a trainer would run them: each changes the parameters, and
 * training ends where a callback stops it.
 */
final class Script {
  private final Supplier<? extends Callback> callbacks;
  private final String figure;
  private final double[] values;

  /**
   * @param callbacks makes a fresh callback with the settings under test
   * @param figure the name of the only figure
   * @param values the figure after each epoch
   */
  Script(Supplier<? extends Callback> callbacks, String figure, double... values) {
    this.callbacks = callbacks;
    this.figure = figure;
    this.values = values;
  }

  /** What came of a run: a line for each epoch, and how it ended. */
  List<String> run() {
    return run(values.length);
  }

  /** Checks that a run which goes on from memory after any epoch comes to the same. */
  void checkGoesOnFromAnyEpoch() {
    List<String> uninterrupted = run();
    for (int epochs = 0; epochs < uninterrupted.size() - 1; epochs++) {
      assertEquals(uninterrupted, run(epochs), "interrupted after " + epochs + " epochs");
    }
  }

  /** Runs so many epochs with one callback and the others with another that recalls them. */
  private List<String> run(int epochsOfTheFirst) {
    List<String> lines = new ArrayList<>();
    FakeTraining training = FakeTraining.small();
    Callback callback = callbacks.get();
    callback.onTrainBegin(training);
    for (int epoch = 0; epoch < values.length && training.stopReason().isEmpty(); epoch++) {
      if (epoch == epochsOfTheFirst) {
        Memory memory = callback.remember();
        callback = callbacks.get();
        callback.onTrainBegin(training);
        callback.recall(memory);
      }
      lines.add(epoch(callback, training, epoch));
    }
    callback.onTrainEnd(training);
    lines.add(
        "weights of epoch %.0f, %s"
            .formatted(weight(training), training.stopReason().orElse(null)));
    return lines;
  }

  private String epoch(Callback callback, FakeTraining training, int epoch) {
    callback.onEpochBegin(training, epoch);
    String rate = "epoch %d at %s".formatted(epoch, training.learningRate());
    training.model().parameters()[0] = epoch;
    training.model().parameters()[2] = epoch;
    Logs logs = new Logs(List.of(figure));
    logs.set(figure, values[epoch]);
    callback.onEpochEnd(training, epoch, logs);
    return rate + ": " + logs.toMap();
  }

  private static double weight(FakeTraining training) {
    float[] parameters = training.model().parameters();
    assertEquals(parameters[0], parameters[2], "frozen parameters are restored too");
    return parameters[0];
  }
}

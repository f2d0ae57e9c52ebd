package dev.cortado.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.model.Blueprint;
import dev.cortado.model.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sequences follow keras/src/callbacks/early_stopping.py by hand. */
class EarlyStoppingTest {
  /** How many epochs a run took, and the epoch whose weights it ends with. */
  private static void check(Script script, int epochs, int weights) {
    List<String> lines = script.run();
    assertEquals(epochs, lines.size() - 1, lines::toString);
    assertEquals("weights of epoch " + weights, lines.get(lines.size() - 1).split(",", 2)[0]);
    script.checkGoesOnFromAnyEpoch();
  }

  private static Script losses(EarlyStopping settings, double... values) {
    // A fluent copy that changes nothing is a fresh callback.
    return new Script(() -> settings.monitor("loss"), "loss", values);
  }

  @Test
  void withoutPatienceTheFirstEpochThatIsNotBetterIsTheLast() {
    check(losses(EarlyStopping.create(), 3, 2, 2, 1), 3, 2);
  }

  @Test
  void theFirstEpochIsNeverTheLast() {
    // NaN is no improvement, and the patience of 0 is used up, but Keras asks for epoch > 0
    check(losses(EarlyStopping.create(), Double.NaN, 2, 1, 1), 4, 3);
    check(losses(EarlyStopping.create(), Double.NaN, Double.NaN, 1), 2, 1);
  }

  @Test
  void patienceCountsEpochsSinceTheBest() {
    check(losses(EarlyStopping.create().patience(2), 3, 4, 2, 2, 2, 1), 5, 4);
    check(losses(EarlyStopping.create().patience(3), 3, 4, 4, 2, 2, 2, 1, 5), 8, 7);
  }

  @Test
  void bestWeightsComeBack() {
    EarlyStopping settings = EarlyStopping.create().patience(2).restoreBestWeights(true);
    check(losses(settings, 3, 1, 2, 1, 0), 4, 1);
    // also where training is not stopped
    check(losses(settings, 3, 1, 2), 3, 1);
    // and where nothing ever improved: those of the first epoch
    check(losses(settings, Double.NaN, Double.NaN, Double.NaN), 2, 0);
  }

  @Test
  void changesBelowTheLeastAreNoImprovements() {
    EarlyStopping settings = EarlyStopping.create().patience(1).minDelta(0.5);
    // 2.5 + 0.5 is not below 3; 2.25 is not measured against 2.5, but against the best, 3
    check(losses(settings, 3, 2.5, 1), 2, 1);
    check(losses(settings.patience(2), 3, 2.5, 2.25, 2, 2), 5, 4);
  }

  @Test
  void improvementsThatDoNotBeatTheBaselineCostPatience() {
    EarlyStopping settings = EarlyStopping.create().patience(3).baseline(1);
    // they improve, so none of them stops; the first that does not has the patience used up
    check(losses(settings, 6, 5, 4, 3, 3.5, 0), 5, 4);
    // 0.5 beats the baseline: three more epochs
    check(losses(settings, 6, 5, 4, 0.5, 2, 2, 2, 0), 7, 6);
    check(losses(settings.restoreBestWeights(true), 6, 5, 4, 3, 3.5, 0), 5, 3);
  }

  @Test
  void epochsBeforeTheFirstThatCountsAreDisregarded() {
    EarlyStopping settings = EarlyStopping.create().patience(1).restoreBestWeights(true);
    check(losses(settings.startFromEpoch(3), 1, 2, 3, 4, 3, 3, 2), 6, 4);
  }

  @Test
  void accuracyRises() {
    EarlyStopping settings = EarlyStopping.create().patience(1).restoreBestWeights(true);
    check(
        new Script(() -> settings.monitor("val_accuracy"), "val_accuracy", 0.1, 0.5, 0.4, 0.9),
        3,
        1);
  }

  @Test
  void theReasonNamesFigureAndEpoch() {
    List<String> lines = losses(EarlyStopping.create(), 3, 2.5, 2.75).run();
    assertEquals(
        "weights of epoch 2, loss has not improved since epoch 2, when it was 2.5",
        lines.get(lines.size() - 1));
    lines = losses(EarlyStopping.create(), Double.NaN, Double.NaN).run();
    assertEquals("weights of epoch 1, loss was never a finite number", lines.get(lines.size() - 1));
  }

  @Test
  void eachRunBeginsAnew() {
    EarlyStopping callback = EarlyStopping.create().monitor("loss").restoreBestWeights(true);
    Script script = new Script(() -> callback, "loss", 3, 1, 2, 0);
    List<String> first = script.run();
    assertEquals(first, script.run());
  }

  @Test
  void aFigureThatSaysNothingIsRefusedBeforeTraining() {
    assertThrows(
        IllegalArgumentException.class,
        () -> EarlyStopping.create().monitor("score").onTrainBegin(FakeTraining.small()));
  }

  @Test
  void settingsBelowZeroAreRefused() {
    assertEquals(
        "patience and the first epoch are at least 0, not -1 and 0",
        assertThrows(IllegalArgumentException.class, () -> EarlyStopping.create().patience(-1))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> EarlyStopping.create().startFromEpoch(-1));
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    EarlyStopping callback = EarlyStopping.create().restoreBestWeights(true);
    FakeTraining training =
        new FakeTraining(
            new FakeModel(
                Blueprint.of("Other", "other").layer("input", "Input", Shape.of(1)).build()),
            2,
            1);
    callback.onTrainBegin(training);
    Memory memory = new Memory(Map.of("wait", 1.0), Map.of("best_weights", new float[3]));
    assertEquals(
        "the best weights are 3 values, but the network has 0",
        assertThrows(IllegalArgumentException.class, () -> callback.recall(memory)).getMessage());
    assertTrue(training.stopReason().isEmpty());
  }

  @Test
  void whatWasRememberedDoesNotChange() {
    EarlyStopping callback = EarlyStopping.create().monitor("loss").restoreBestWeights(true);
    FakeTraining training = FakeTraining.small();
    callback.onTrainBegin(training);
    Logs logs = new Logs(List.of("loss"));
    logs.set("loss", 1);
    callback.onEpochEnd(training, 0, logs);
    float[] remembered = callback.remember().arrays().get("best_weights");
    training.model().parameters()[0] = 7;
    logs.set("loss", 0);
    callback.onEpochEnd(training, 1, logs);
    assertEquals(0, remembered[0]);
  }
}

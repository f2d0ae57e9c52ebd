package dev.cortado.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The sequences follow keras/src/callbacks/reduce_lr_on_plateau.py by hand. */
class LearningRateTest {
  private static final double[] FLAT = {1, 1, 1, 1, 1, 1, 1, 1};

  private static List<Double> rates(Script script) {
    script.checkGoesOnFromAnyEpoch();
    List<String> lines = script.run();
    return lines.subList(0, lines.size() - 1).stream()
        .map(line -> Double.valueOf(line.replaceFirst(".* at ", "").replaceFirst(":.*", "")))
        .toList();
  }

  private static Script losses(ReduceLearningRateOnPlateau settings, double... values) {
    return new Script(() -> settings.monitor("loss"), "loss", values);
  }

  @Test
  void theRateFallsAfterEachPlateau() {
    ReduceLearningRateOnPlateau settings =
        ReduceLearningRateOnPlateau.create().factor(0.5).patience(2);
    assertEquals(
        List.of(1.0, 1.0, 1.0, 0.5, 0.5, 0.25, 0.25, 0.125), rates(losses(settings, FLAT)));
    // an improvement begins the count anew
    assertEquals(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 0.5), rates(losses(settings, 3, 3, 2, 2, 2, 1)));
  }

  @Test
  void theDefaultIsATenthAfterTenEpochs() {
    double[] flat = new double[12];
    assertEquals(
        List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.1),
        rates(losses(ReduceLearningRateOnPlateau.create(), flat)));
  }

  @Test
  void patienceOfNoneReducesAtOnce() {
    ReduceLearningRateOnPlateau settings =
        ReduceLearningRateOnPlateau.create().factor(0.5).patience(0);
    assertEquals(List.of(1.0, 1.0, 0.5, 0.25), rates(losses(settings, 1, 1, 1, 1)));
  }

  @Test
  void afterAReductionTheCountWaitsForTheCooldown() {
    ReduceLearningRateOnPlateau settings =
        ReduceLearningRateOnPlateau.create().factor(0.5).patience(1).cooldown(2);
    // reduced after epoch 1; epoch 2 cools down, epoch 3 is the first to count again
    assertEquals(
        List.of(1.0, 1.0, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125), rates(losses(settings, FLAT)));
  }

  @Test
  void theRateGoesNoLowerThanTheLeast() {
    ReduceLearningRateOnPlateau settings =
        ReduceLearningRateOnPlateau.create().factor(0.5).patience(1).minRate(0.2);
    assertEquals(List.of(1.0, 1.0, 0.5, 0.25, 0.2, 0.2, 0.2, 0.2), rates(losses(settings, FLAT)));
  }

  @Test
  void smallChangesAreNoImprovements() {
    ReduceLearningRateOnPlateau settings =
        ReduceLearningRateOnPlateau.create().factor(0.5).patience(1);
    assertEquals(List.of(1.0, 1.0, 0.5), rates(losses(settings, 1, 0.99995, 0.5)));
    assertEquals(List.of(1.0, 1.0, 1.0), rates(losses(settings, 1, 0.9998, 0.5)));
    assertEquals(List.of(1.0, 1.0, 1.0), rates(losses(settings.minDelta(0), 1, 0.99995, 0.5)));
  }

  @Test
  void theEpochsFiguresHaveTheRateThatItWasTrainedWith() {
    ReduceLearningRateOnPlateau settings =
        ReduceLearningRateOnPlateau.create().factor(0.5).patience(1).mode(MonitorMode.MAX);
    assertEquals(
        List.of(
            "epoch 0 at 1.0: {learning_rate=1.0, loss=1.0}",
            "epoch 1 at 1.0: {learning_rate=1.0, loss=0.0}",
            "epoch 2 at 0.5: {learning_rate=0.5, loss=2.0}",
            "weights of epoch 2, null"),
        losses(settings, 1, 0, 2).run());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    ReduceLearningRateOnPlateau settings = ReduceLearningRateOnPlateau.create();
    assertThrows(IllegalArgumentException.class, () -> settings.factor(1));
    assertThrows(IllegalArgumentException.class, () -> settings.factor(0));
    assertThrows(IllegalArgumentException.class, () -> settings.patience(-1));
    assertThrows(IllegalArgumentException.class, () -> settings.cooldown(-1));
    assertEquals(
        "the factor is above 0 and below 1, patience, cooldown and the least rate are at least 0, not 0.1, 10, 0 and NaN",
        assertThrows(IllegalArgumentException.class, () -> settings.minRate(Double.NaN))
            .getMessage());
  }

  @Test
  void aScheduleSetsTheRateBeforeEachEpoch() {
    Script script =
        new Script(
            () -> new LearningRateScheduler((epoch, rate) -> epoch < 2 ? rate : rate / 2),
            "loss",
            FLAT);
    assertEquals(List.of(1.0, 1.0, 0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625), rates(script));
    assertEquals("epoch 3 at 0.25: {learning_rate=0.25, loss=1.0}", script.run().get(3));
  }

  @Test
  void anEpochThatGoesOnAfterItsBeginningIsNotScheduledTwice() {
    FakeTraining training = FakeTraining.small();
    LearningRateScheduler first = new LearningRateScheduler((epoch, rate) -> rate / 2);
    first.onTrainBegin(training);
    first.onEpochBegin(training, 0);
    LearningRateScheduler second = new LearningRateScheduler((epoch, rate) -> rate / 2);
    second.onTrainBegin(training);
    second.recall(first.remember());
    second.onEpochBegin(training, 0);
    assertEquals(0.5, training.learningRate());
    second.onEpochBegin(training, 1);
    assertEquals(0.25, training.learningRate());
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    LearningRateScheduler callback = new LearningRateScheduler((epoch, rate) -> rate - 2);
    FakeTraining training = FakeTraining.small();
    callback.onTrainBegin(training);
    assertEquals(
        "a learning rate is a number of at least 0, but the schedule gave -1.0 for epoch 3",
        assertThrows(IllegalArgumentException.class, () -> callback.onEpochBegin(training, 3))
            .getMessage());
    assertEquals(1, training.learningRate());
  }
}

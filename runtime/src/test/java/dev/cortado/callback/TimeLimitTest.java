package dev.cortado.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private final Logs logs = new Logs(List.of("loss"));
  private final FakeTraining training = FakeTraining.small();
  private long seconds = 1000;

  private TimeLimit limit() {
    return new TimeLimit(Duration.ofSeconds(90), () -> seconds * 1_000_000_000);
  }

  @Test
  void theStepInWhichTheTimeIsUpIsTheLast() {
    TimeLimit callback = limit();
    callback.onTrainBegin(training);
    seconds += 89;
    callback.onBatchEnd(training, 0, logs);
    assertTrue(training.stopReason().isEmpty());
    seconds += 2;
    callback.onBatchEnd(training, 1, logs);
    assertEquals(
        "the time limit of 90.0 s was reached after 91.0 s", training.stopReason().orElseThrow());
    seconds += 5;
    callback.onEpochEnd(training, 0, logs);
    assertEquals(
        "the time limit of 90.0 s was reached after 91.0 s", training.stopReason().orElseThrow());
  }

  @Test
  void validationCountsToo() {
    TimeLimit callback = limit();
    callback.onTrainBegin(training);
    callback.onBatchEnd(training, 0, logs);
    seconds += 90;
    callback.onEpochEnd(training, 0, logs);
    assertEquals(
        "the time limit of 90.0 s was reached after 90.0 s", training.stopReason().orElseThrow());
  }

  @Test
  void timeBeforeARestartCountsButNotTheTimeBetween() {
    TimeLimit first = limit();
    first.onTrainBegin(training);
    seconds += 60;
    Memory memory = first.remember();
    seconds += 100_000;
    TimeLimit second = limit();
    second.onTrainBegin(training);
    second.recall(memory);
    seconds += 29;
    second.onBatchEnd(training, 0, logs);
    assertTrue(training.stopReason().isEmpty());
    seconds += 1;
    second.onBatchEnd(training, 1, logs);
    assertEquals(
        "the time limit of 90.0 s was reached after 90.0 s", training.stopReason().orElseThrow());
  }

  @Test
  void eachRunHasAllOfTheTime() {
    TimeLimit callback = limit();
    callback.onTrainBegin(training);
    seconds += 80;
    callback.onBatchEnd(training, 0, logs);
    callback.onTrainBegin(training);
    seconds += 80;
    callback.onBatchEnd(training, 0, logs);
    assertTrue(training.stopReason().isEmpty());
  }

  @Test
  void noTimeIsRefused() {
    assertEquals(
        "a time limit is above 0, not PT0S",
        assertThrows(IllegalArgumentException.class, () -> new TimeLimit(Duration.ZERO))
            .getMessage());
  }
}

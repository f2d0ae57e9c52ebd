package dev.cortado.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesLoggerTest {
  @TempDir private Path folder;
  private final FakeTraining training = FakeTraining.small();
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("log.jsonl");
  }

  private static Logs logs(double loss) {
    Logs logs = new Logs(List.of("loss", "a \"b\""));
    logs.set("loss", loss);
    logs.set("a \"b\"", Double.NaN);
    return logs;
  }

  /** Steps of one epoch: the loss counts them. */
  private void steps(Callback callback, int epoch, int from, int to) {
    callback.onEpochBegin(training, epoch);
    for (int step = from; step < to; step++) {
      callback.onBatchEnd(training, step, logs(step));
    }
  }

  @Test
  void aLineForEachEpoch() throws IOException {
    JsonLinesLogger callback = new JsonLinesLogger(file);
    callback.onTrainBegin(training);
    steps(callback, 0, 0, 4);
    callback.onEpochEnd(training, 0, logs(0.1));
    String first = "{\"epoch\":0,\"a \\\"b\\\"\":null,\"loss\":0.1}\n";
    assertEquals(first, Files.readString(file));
    steps(callback, 1, 0, 4);
    callback.onEpochEnd(training, 1, logs(1e-5));
    assertEquals(
        first + "{\"epoch\":1,\"a \\\"b\\\"\":null,\"loss\":1e-05}\n", Files.readString(file));
  }

  @Test
  void aLineForEverySecondStep() throws IOException {
    JsonLinesLogger callback = new JsonLinesLogger(file).everySteps(2);
    callback.onTrainBegin(training);
    for (int epoch = 0; epoch < 2; epoch++) {
      steps(callback, epoch, 0, 5);
      callback.onEpochEnd(training, epoch, logs(9));
    }
    assertEquals(
        """
        {"epoch":0,"step":1,"a \\"b\\"":null,"loss":1.0}
        {"epoch":0,"step":3,"a \\"b\\"":null,"loss":3.0}
        {"epoch":0,"a \\"b\\"":null,"loss":9.0}
        {"epoch":1,"step":1,"a \\"b\\"":null,"loss":1.0}
        {"epoch":1,"step":3,"a \\"b\\"":null,"loss":3.0}
        {"epoch":1,"a \\"b\\"":null,"loss":9.0}
        """,
        Files.readString(file));
  }

  @Test
  void aRunThatGoesOnWithinAnEpochLeavesTheSameFile() throws IOException {
    JsonLinesLogger uninterrupted = new JsonLinesLogger(file).everySteps(1);
    uninterrupted.onTrainBegin(training);
    steps(uninterrupted, 0, 0, 4);
    uninterrupted.onEpochEnd(training, 0, logs(9));
    String expected = Files.readString(file);

    JsonLinesLogger killed = new JsonLinesLogger(file).everySteps(1);
    killed.onTrainBegin(training);
    steps(killed, 0, 0, 2);
    Memory memory = killed.remember();
    killed.onBatchEnd(training, 2, logs(2));

    JsonLinesLogger resumed = new JsonLinesLogger(file).everySteps(1);
    resumed.onTrainBegin(training);
    resumed.recall(memory);
    steps(resumed, 0, 2, 4);
    resumed.onEpochEnd(training, 0, logs(9));
    assertEquals(expected, Files.readString(file));
  }

  @Test
  void aLineThatWasCutOffIsEndedBeforeMoreAreAppended() throws IOException {
    Files.writeString(file, "{\"epoch\":0,\"lo");
    JsonLinesLogger callback = new JsonLinesLogger(file).append(true);
    callback.onTrainBegin(training);
    callback.onEpochBegin(training, 0);
    callback.onEpochEnd(training, 0, new Logs(List.of("loss")));
    assertEquals("{\"epoch\":0,\"lo\n{\"epoch\":0,\"loss\":0.0}\n", Files.readString(file));
  }

  @Test
  void failuresNameTheFile() throws IOException {
    JsonLinesLogger callback = new JsonLinesLogger(file);
    callback.onTrainBegin(training);
    callback.onEpochBegin(training, 0);
    Files.delete(file);
    Files.createDirectory(file);
    String message =
        assertThrows(UncheckedIOException.class, () -> callback.onEpochEnd(training, 0, logs(1)))
            .getMessage();
    assertTrue(message.startsWith("the log " + file + " cannot be written: "), message);
  }

  @Test
  void everyNoStepsIsRefused() {
    assertEquals(
        "a line is written every 1 or more steps, not every 0",
        assertThrows(IllegalArgumentException.class, () -> new JsonLinesLogger(file).everySteps(0))
            .getMessage());
  }
}

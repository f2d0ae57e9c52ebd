package dev.cortado.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The expected texts are what {@code csv.DictWriter} of Python 3.11 writes, called as
 * keras/src/callbacks/csv_logger.py calls it.
 */
class CsvLoggerTest {
  private static final Map<String, Double> FIRST =
      Map.of("loss", 12.0, "accuracy", 0.1, "learning_rate", 1e-5, "top 5, \"best\"", 1.0 / 3);
  private static final Map<String, Double> SECOND =
      Map.of("loss", 2.5e17, "accuracy", Double.NaN, "learning_rate", 1e-4, "new", 1.0);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("log.csv");
  }

  private static Logs logs(Map<String, Double> figures) {
    Logs logs = new Logs(List.copyOf(figures.keySet()));
    figures.forEach(logs::set);
    return logs;
  }

  private static void begin(Callback callback) {
    callback.onTrainBegin(FakeTraining.small());
    callback.onEpochBegin(FakeTraining.small(), 0);
  }

  private static void epoch(Callback callback, int epoch, Map<String, Double> figures) {
    callback.onEpochBegin(FakeTraining.small(), epoch);
    callback.onEpochEnd(FakeTraining.small(), epoch, logs(figures));
  }

  private static void run(Callback callback, double... losses) {
    begin(callback);
    for (int epoch = 0; epoch < losses.length; epoch++) {
      epoch(callback, epoch, Map.of("loss", losses[epoch]));
    }
    callback.onTrainEnd(FakeTraining.small());
  }

  private String written() throws IOException {
    return Files.readString(file);
  }

  @Test
  void toTheCharacterAsKeras() throws IOException {
    CsvLogger callback = new CsvLogger(file);
    begin(callback);
    assertEquals("", written());
    String first =
        "epoch,accuracy,learning_rate,loss,\"top 5, \"\"best\"\"\"\r\n"
            + "0,0.1,1e-05,12.0,0.3333333333333333\r\n";
    epoch(callback, 0, FIRST);
    assertEquals(first, written(), "each line is in the file once its epoch has ended");
    epoch(callback, 1, SECOND);
    assertEquals(first + "1,nan,0.0001,2.5e+17,NA\r\n", written());
  }

  @Test
  void withAnotherSeparator() throws IOException {
    CsvLogger callback = new CsvLogger(file).separator(';');
    begin(callback);
    epoch(callback, 0, FIRST);
    assertEquals(
        "epoch;accuracy;learning_rate;loss;\"top 5, \"\"best\"\"\"\r\n"
            + "0;0.1;1e-05;12.0;0.3333333333333333\r\n",
        written());
  }

  @Test
  void aRunReplacesTheFileOrAppendsToIt() throws IOException {
    run(new CsvLogger(file), 3, 2);
    run(new CsvLogger(file), 1, 0.5);
    assertEquals("epoch,loss\r\n0,1.0\r\n1,0.5\r\n", written());
    run(new CsvLogger(file).append(true), 0.25);
    assertEquals("epoch,loss\r\n0,1.0\r\n1,0.5\r\n0,0.25\r\n", written());
    CsvLogger twice = new CsvLogger(file).append(true).append(false);
    run(twice, 7);
    run(twice, 8);
    assertEquals("epoch,loss\r\n0,8.0\r\n", written());
  }

  @Test
  void appendingToNothingWritesTheHeader() throws IOException {
    run(new CsvLogger(file).append(true), 1);
    assertEquals("epoch,loss\r\n0,1.0\r\n", written());
    Files.writeString(file, "");
    run(new CsvLogger(file).append(true), 2);
    assertEquals("epoch,loss\r\n0,2.0\r\n", written());
  }

  @Test
  void appendingKeepsToTheColumnsOfTheFile() throws IOException {
    Files.writeString(file, "epoch;loss;accuracy\r\n0;1.0;0.5");
    CsvLogger callback = new CsvLogger(file).separator(';').append(true);
    begin(callback);
    epoch(callback, 0, Map.of("accuracy", 0.25, "loss", 2.0));
    assertEquals("epoch;loss;accuracy\r\n0;1.0;0.5\n0;2.0;0.25\r\n", written());
  }

  @Test
  void appendingToOtherColumnsIsRefused() throws IOException {
    Files.writeString(file, "epoch,accuracy\r\n0,0.5\r\n");
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> run(new CsvLogger(file).append(true), 1));
    assertEquals(
        "the log %s has columns [epoch, accuracy], but this run has [epoch, loss]; write to another file, or replace it with append(false)"
            .formatted(file),
        failure.getMessage());
    assertEquals("epoch,accuracy\r\n0,0.5\r\n", written());
  }

  @Test
  void aRunThatGoesOnLeavesTheSameFile() throws IOException {
    for (boolean append : new boolean[] {false, true}) {
      Files.writeString(file, "epoch,loss\r\n0,9.0\r\n");
      run(new CsvLogger(file).append(append), 4, 3, 2, 1);
      String uninterrupted = written();
      for (int checkpoint = 0; checkpoint <= 3; checkpoint++) {
        Files.writeString(file, "epoch,loss\r\n0,9.0\r\n");
        CsvLogger killed = new CsvLogger(file).append(append);
        begin(killed);
        Memory memory = killed.remember();
        for (int epoch = 0; epoch < 3; epoch++) {
          // it goes on beyond the checkpoint before it is killed
          epoch(killed, epoch, Map.of("loss", 4.0 - epoch));
          memory = epoch + 1 == checkpoint ? killed.remember() : memory;
        }
        CsvLogger resumed = new CsvLogger(file).append(append);
        resumed.onTrainBegin(FakeTraining.small());
        resumed.recall(memory);
        for (int epoch = checkpoint; epoch < 4; epoch++) {
          epoch(resumed, epoch, Map.of("loss", 4.0 - epoch));
        }
        assertEquals(uninterrupted, written(), "append " + append + ", from " + checkpoint);
      }
    }
  }

  @Test
  void aRunThatGoesOnKeepsItsColumns() throws IOException {
    CsvLogger first = new CsvLogger(file);
    begin(first);
    epoch(first, 0, Map.of("loss", 1.0, "val_loss", 2.0));
    CsvLogger second = new CsvLogger(file);
    second.onTrainBegin(FakeTraining.small());
    second.recall(first.remember());
    epoch(second, 1, Map.of("loss", 0.5));
    assertEquals("epoch,loss,val_loss\r\n0,1.0,2.0\r\n1,0.5,NA\r\n", written());
  }

  @Test
  void aRunThatGoesOnWithoutItsFileBeginsOne() throws IOException {
    CsvLogger first = new CsvLogger(file);
    run(first, 2, 1);
    Memory memory = first.remember();
    Files.delete(file);
    CsvLogger second = new CsvLogger(file);
    second.onTrainBegin(FakeTraining.small());
    second.recall(memory);
    epoch(second, 2, Map.of("loss", 0.5));
    assertEquals("epoch,loss\r\n2,0.5\r\n", written());
  }

  @Test
  void anotherFileLosesNoLines() throws IOException {
    CsvLogger first = new CsvLogger(file);
    run(first, 2);
    String other = "epoch,loss\r\n0,0.12345\r\n1,0.12345\r\n";
    Files.writeString(file, other);
    CsvLogger second = new CsvLogger(file);
    second.onTrainBegin(FakeTraining.small());
    second.recall(first.remember());
    epoch(second, 1, Map.of("loss", 0.5));
    assertEquals(other + "1,0.5\r\n", written());
  }

  @Test
  void failuresNameTheFileBeforeTheFirstEpoch() {
    Path missing = folder.resolve("missing").resolve("log.csv");
    String message =
        assertThrows(UncheckedIOException.class, () -> begin(new CsvLogger(missing))).getMessage();
    assertEquals(
        "the log %s cannot be written: there is no folder %s; create it first"
            .formatted(missing, missing.getParent()),
        message);
  }

  @Test
  void aFileThatIsNoTableIsRefused() throws IOException {
    Files.writeString(file, "\"epoch,loss\r\n0,1\r\n" + "x".repeat(20_000_000));
    String message =
        assertThrows(IllegalStateException.class, () -> run(new CsvLogger(file).append(true), 1))
            .getMessage();
    assertTrue(message.startsWith("the log " + file + " is no CSV file: "), message);
  }
}

package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Logs;
import dev.cortado.callback.ModelCheckpoint;
import dev.cortado.callback.MonitorMode;
import dev.cortado.callback.Training;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCheckpointTest {
  private static final int COUNT = 20;

  @TempDir private Path directory;

  private final SmallModel network = SmallModel.one(1);
  private final Trainer trainer =
      Trainer.of(network)
          .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
          .metrics(Metric.ACCURACY)
          .build();

  /** Gives an epoch a figure of one's own. */
  private static final class Figure implements Callback {
    private final String name;
    private final double[] values;

    private Figure(String name, double... values) {
      this.name = name;
      this.values = values;
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Logs logs) {
      if (epoch < values.length) {
        logs.set(name, values[epoch]);
      }
    }
  }

  private History fit(Fit fit) {
    return trainer.fit(SmallData.one(COUNT), fit.progress(Progress.NONE));
  }

  private String template(String name) {
    return directory.resolve(name).toString();
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void writesAfterEachEpochUnderItsFigures() throws IOException {
    History history =
        fit(
            Fit.epochs(3)
                .validationSplit(0.2)
                .callback(ModelCheckpoint.to(template("c/{epoch:02d}-{val_loss:.2f}"))));
    for (int epoch = 0; epoch < 3; epoch++) {
      String name = "c/0%d-%.2f".formatted(epoch + 1, history.get("val_loss").get(epoch));
      assertTrue(written().contains(name), written().toString());
    }
    assertEquals(3, written().size());
  }

  @Test
  void aCheckpointGoesOnFromWhereItWasWritten() {
    fit(Fit.epochs(3).callback(ModelCheckpoint.to(template("{epoch}"))));
    SmallModel other = SmallModel.one(2);
    History history =
        Trainer.of(other)
            .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
            .metrics(Metric.ACCURACY)
            .build()
            .fit(
                SmallData.one(COUNT),
                Fit.epochs(3).progress(Progress.NONE).resume(directory.resolve("2")));
    assertEquals(List.of(0, 1, 2), history.epochs());
    assertArrayEquals(network.parameters(), other.parameters());
  }

  @Test
  void writesAfterEverySoManyEpochs() throws IOException {
    fit(Fit.epochs(7).callback(ModelCheckpoint.to(template("{epoch}")).everyEpochs(3)));
    assertEquals(List.of("3", "6"), written());
  }

  @Test
  void writesAfterEverySoManyStepsOverEpochs() throws IOException {
    // 5 steps an epoch: steps 3, 6, 9, 12 and 15
    fit(
        Fit.epochs(3)
            .batchSize(4)
            .callback(ModelCheckpoint.to(template("{epoch}-{batch:02d}")).everySteps(3)));
    assertEquals(List.of("1-03", "2-01", "2-04", "3-02", "3-05"), written());
  }

  @Test
  void countsStepsOnWhereTheRunIsResumed() throws IOException {
    Fit fit =
        Fit.epochs(3)
            .batchSize(4)
            .callback(ModelCheckpoint.to(template("{epoch}-{batch}")).everySteps(3));
    fit(fit);
    List<String> all = written();
    Files.delete(directory.resolve("2-4"));
    Files.delete(directory.resolve("3-5"));
    Files.copy(directory.resolve("2-1"), directory.resolve("from"));
    Trainer.of(SmallModel.one(1))
        .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
        .metrics(Metric.ACCURACY)
        .build()
        .fit(SmallData.one(COUNT), fit.progress(Progress.NONE).resume(directory.resolve("from")));
    Files.delete(directory.resolve("from"));
    assertEquals(all, written());
  }

  @Test
  void keepsTheBestByAFigure() throws IOException {
    ModelCheckpoint best =
        ModelCheckpoint.to(template("{epoch}")).bestOnly().monitor("gain").mode(MonitorMode.MAX);
    fit(Fit.epochs(5).callback(new Figure("gain", 2, 1, 3, 3, 2.5)).callback(best));
    assertEquals(List.of("1", "3"), written());
  }

  @Test
  void keepsTheBestByTheNameOfTheFigure() throws IOException {
    ModelCheckpoint best = ModelCheckpoint.to(template("{epoch}")).bestOnly();
    fit(
        Fit.epochs(4)
            .validationSplit(0.2)
            .callback(new Figure("val_loss", 2, 1, 3, 0.5))
            .callback(best));
    assertEquals(List.of("1", "2", "4"), written());
  }

  @Test
  void keepsOnlyWhatBeatsAThreshold() throws IOException {
    ModelCheckpoint best =
        ModelCheckpoint.to(template("{epoch}")).bestOnly().monitor("val_accuracy").threshold(0.5);
    fit(
        Fit.epochs(4)
            .validationSplit(0.2)
            .callback(new Figure("val_accuracy", 0.4, 0.5, 0.6, 0.55))
            .callback(best));
    assertEquals(List.of("3"), written());
  }

  @Test
  void remembersTheBestWhereTheRunIsResumed() throws IOException {
    ModelCheckpoint best =
        ModelCheckpoint.to(template("best-{epoch}"))
            .bestOnly()
            .monitor("gain")
            .mode(MonitorMode.MAX);
    Path file = directory.resolve("run");
    Fit fit = Fit.epochs(2).callback(new Figure("gain", 2, 1, 1.5, 3)).callback(best).resume(file);
    fit(fit);
    Fit longer =
        Fit.epochs(4).callback(new Figure("gain", 2, 1, 1.5, 3)).callback(best).resume(file);
    fit(longer);
    assertEquals(List.of("best-1", "best-4", "run"), written());
  }

  @Test
  void beginsEachRunAnew() throws IOException {
    ModelCheckpoint best =
        ModelCheckpoint.to(directory.resolve("best"))
            .bestOnly()
            .monitor("gain")
            .mode(MonitorMode.MAX);
    fit(Fit.epochs(1).callback(new Figure("gain", 2)).callback(best));
    Files.delete(directory.resolve("best"));
    fit(Fit.epochs(1).callback(new Figure("gain", 1)).callback(best));
    assertEquals(List.of("best"), written());
  }

  @Test
  void epochsWithoutAValidationAreNeverTheBest() throws IOException {
    ModelCheckpoint best = ModelCheckpoint.to(template("{epoch}")).bestOnly();
    fit(Fit.epochs(2).validationSplit(0.2).validationFrequency(2).callback(best));
    assertEquals(List.of("2"), written());
  }

  @Test
  void weightsAloneAreAFileOfWeights() throws IOException {
    Path file = directory.resolve("new").resolve("weights");
    fit(Fit.epochs(2).callback(ModelCheckpoint.to(file).weightsOnly()));
    SmallModel loaded = SmallModel.one(9);
    loaded.restore(file);
    assertArrayEquals(network.parameters(), loaded.parameters());
    Path saved = directory.resolve("saved");
    network.save(saved);
    assertArrayEquals(Files.readAllBytes(saved), Files.readAllBytes(file));
  }

  @Test
  void theCheckpointHoldsWhatLaterCallbacksMadeOfTheEpoch() throws IOException {
    Callback later =
        new Callback() {
          @Override
          public void onEpochEnd(Training training, int epoch, Logs logs) {
            training.setLearningRate(0.25);
            logs.set("later", 7);
          }
        };
    fit(Fit.epochs(1).callback(ModelCheckpoint.to(template("run"))).callback(later));
    Checkpoint checkpoint = Checkpoint.read(directory.resolve("run"));
    assertEquals("0.25", checkpoint.text("learning rate"));
    assertEquals("7.0", checkpoint.text("history later"));
  }

  @Test
  void refusesToWaitForAValidationThatNeverIs() {
    Fit fit = Fit.epochs(1).callback(ModelCheckpoint.to(template("best")).bestOnly());
    IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> fit(fit));
    assertEquals(
        "the best by 'val_loss' is to be kept, but there are only [loss, accuracy]; monitor one of these, or give validationSplit or validationData",
        failure.getMessage());
  }

  @Test
  void refusesNumbersBelowOne() {
    ModelCheckpoint callback = ModelCheckpoint.to(template("run"));
    assertEquals(
        "a checkpoint after every 0 epochs is none; give at least 1",
        assertThrows(IllegalArgumentException.class, () -> callback.everyEpochs(0)).getMessage());
    assertEquals(
        "a checkpoint after every -1 steps is none; give at least 1",
        assertThrows(IllegalArgumentException.class, () -> callback.everySteps(-1)).getMessage());
  }

  @Test
  void saysWhereWeightsCannotBeWritten() throws IOException {
    Path blocked = Files.writeString(directory.resolve("file"), "in the way").resolve("weights");
    Fit fit = Fit.epochs(1).callback(ModelCheckpoint.to(blocked).weightsOnly());
    String message = assertThrows(UncheckedIOException.class, () -> fit(fit)).getMessage();
    assertTrue(message.startsWith("the weights cannot be written to " + blocked), message);
  }

  @Test
  void rememberedIsOnlyWhatIsNeeded() {
    assertFalse(ModelCheckpoint.to("run").bestOnly().remember().numbers().isEmpty());
    assertEquals(Map.of(), ModelCheckpoint.to("run").remember().numbers());
  }
}

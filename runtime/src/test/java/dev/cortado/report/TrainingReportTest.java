package dev.cortado.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.FakeModel;
import dev.cortado.callback.FakeTraining;
import dev.cortado.callback.Logs;
import dev.cortado.callback.Memory;
import dev.cortado.metric.ConfusionMatrix;
import dev.cortado.model.Blueprint;
import dev.cortado.model.Head;
import dev.cortado.model.Shape;
import dev.cortado.optimizer.Adam;
import dev.cortado.optimizer.Sgd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingReportTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:34:56Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private Path file;
  private long millis = 5000;
  private FakeTraining training = new FakeTraining(FakeModel.small(), 3, 0.01);

  @BeforeEach
  void nameFile() {
    file = folder.resolve("report.html");
  }

  private TrainingReport report() {
    return new TrainingReport(file, Map.of(), () -> millis * 1_000_000, CLOCK);
  }

  private void epoch(TrainingReport report, int epoch, long duration, String... names) {
    report.onEpochBegin(training, epoch);
    millis += duration;
    Logs logs = new Logs(List.of(names));
    for (String name : names) {
      logs.set(name, (name.length() - epoch) / 16.0);
    }
    report.onEpochEnd(training, epoch, logs);
  }

  private Markup page() throws IOException {
    return Markup.parse(Files.readString(file));
  }

  /** The values that the tooltips of a chart tell, by the chart's heading. */
  private List<String> tooltips(String heading) throws IOException {
    return page().all("figure", "").stream()
        .filter(figure -> figure.one("h3", "").text().equals(heading))
        .flatMap(figure -> figure.texts("title", "").stream())
        .toList();
  }

  @Test
  void curvesOfTrainingAndValidation() throws IOException {
    TrainingReport report = report();
    report.onTrainBegin(training);
    epoch(report, 0, 2000, "loss", "val_loss", "val_auc", "auc");
    training.setLearningRate(0.001);
    epoch(report, 1, 3000, "loss", "val_loss", "val_auc", "auc");
    assertEquals(
        List.of("Loss", "Auc", "Learning rate", "Time per epoch"),
        page().all("figure", "").stream().map(figure -> figure.one("h3", "").text()).toList());
    assertEquals(
        List.of(
            "Epoch 1: training 0.25",
            "Epoch 2: training 0.1875",
            "Epoch 1: validation 0.5",
            "Epoch 2: validation 0.4375"),
        tooltips("Loss"));
    assertEquals(List.of("Epoch 1: rate 0.01", "Epoch 2: rate 0.001"), tooltips("Learning rate"));
    assertEquals(List.of("Epoch 1: seconds 2", "Epoch 2: seconds 3"), tooltips("Time per epoch"));
    assertEquals(List.of("Loss", "Auc", "Time", "Parameters"), page().texts("p", "label"));
    assertEquals(List.of("0.4375", "0.375", "5.0 s", "3"), page().texts("p", "value"));
    assertTrue(page().texts("p", "quiet").contains("in validation; 0.1875 in training"));
    assertTrue(page().texts("p", "quiet").contains("lowest 0.4375, in epoch 2"));
    assertTrue(page().texts("p", "quiet").contains("1 of them non-trainable"));
  }

  @Test
  void aRateAmongTheFiguresIsNoMetric() throws IOException {
    TrainingReport report = report();
    report.onTrainBegin(training);
    epoch(report, 0, 1000, "loss", "learning_rate");
    assertEquals(List.of("Epoch 1: rate 0.8125"), tooltips("Learning rate"));
    assertEquals(List.of("Loss", "Time", "Parameters"), page().texts("p", "label"));
  }

  @Test
  void aFigureThatIsNeverANumberHasNoTile() throws IOException {
    TrainingReport report = report();
    report.onTrainBegin(training);
    Logs logs = new Logs(List.of("loss", "auc"));
    logs.set("auc", Double.NaN);
    report.onEpochBegin(training, 0);
    report.onEpochEnd(training, 0, logs);
    assertEquals(List.of("Loss", "Time", "Parameters"), page().texts("p", "label"));
    assertTrue(page().texts("p", "quiet").contains("No finite value yet."));
  }

  @Test
  void theNetworkIsDrawnAndListed() throws IOException {
    report().onTrainBegin(training);
    Markup table = page().one("table", "layers");
    assertEquals(
        List.of(
            "Layer",
            "Type",
            "Shape",
            "Parameters",
            "input",
            "sum",
            "All parameters",
            "Trainable",
            "Non-trainable"),
        table.texts("th", ""));
    assertEquals(
        List.of("Input", "(1)", "0", "Dense", "(1)", "3", "3", "2", "1"), table.texts("td", ""));
    assertEquals(List.of("input", "sum"), page().texts("text", "name"));
  }

  @Test
  void thePageIsRenewedUntilTrainingEnds() throws IOException {
    TrainingReport report = report();
    report.onTrainBegin(training);
    assertEquals("In training: 0 of 3 epochs done. This page renews itself.", state());
    epoch(report, 0, 1000, "loss");
    assertEquals("In training: 1 of 3 epochs done. This page renews itself.", state());
    assertTrue(Files.readString(file).contains("http-equiv=\"refresh\""));
    epoch(report, 1, 1000, "loss");
    epoch(report, 2, 1000, "loss");
    report.onTrainEnd(training);
    assertEquals("Finished after 3 epochs.", state());
    assertFalse(Files.readString(file).contains("refresh"));
    training.stop("enough is enough");
    report.onTrainBegin(training);
    epoch(report, 0, 1000, "loss");
    report.onTrainEnd(training);
    assertEquals("Stopped after 1 of 3 epochs: enough is enough.", state());
    assertFalse(Files.readString(file).contains("refresh"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aFailureIsShown() throws IOException {
    TrainingReport report = report();
    report.onTrainBegin(training);
    epoch(report, 0, 1000, "loss");
    report.onTrainFailure(training, new IllegalArgumentException("row 7 is NaN; mend it."));
    assertEquals("Failed after 1 of 3 epochs: row 7 is NaN; mend it.", state());
    assertEquals("state failed", page().one("p", "state").attribute("class"));
    assertFalse(Files.readString(file).contains("refresh"));
    report.onTrainFailure(training, new ArrayIndexOutOfBoundsException());
    assertEquals("Failed after 1 of 3 epochs: java.lang.ArrayIndexOutOfBoundsException.", state());
  }

  private String state() throws IOException {
    return page().one("p", "state").text();
  }

  @Test
  void shortEpochsShareAWriting() throws IOException {
    TrainingReport report = report();
    report.onTrainBegin(training);
    epoch(report, 0, 400, "loss");
    assertEquals(1, tooltips("Loss").size());
    epoch(report, 1, 400, "loss");
    epoch(report, 2, 400, "loss");
    assertEquals(1, tooltips("Loss").size());
    epoch(report, 3, 400, "loss");
    assertEquals(4, tooltips("Loss").size());
    epoch(report, 4, 400, "loss");
    report.onTrainEnd(training);
    assertEquals(5, tooltips("Loss").size());
  }

  @Test
  void aRunThatGoesOnHasTheSameReport() throws IOException {
    training = new FakeTraining(FakeModel.small(), 12, 0.01);
    TrainingReport whole = report();
    whole.onTrainBegin(training);
    for (int epoch = 0; epoch < 12; epoch++) {
      epoch(whole, epoch, 1500 + epoch, "loss", "val_loss");
    }
    whole.onTrainEnd(training);
    String expected = Files.readString(file);
    for (int interruption : new int[] {0, 1, 11}) {
      TrainingReport first = report();
      first.onTrainBegin(training);
      for (int epoch = 0; epoch < interruption; epoch++) {
        epoch(first, epoch, 1500 + epoch, "loss", "val_loss");
      }
      Memory memory = first.remember();
      TrainingReport second = report();
      second.onTrainBegin(training);
      second.recall(memory);
      assertEquals(
          2 * interruption, page().all("circle", "").size() - 2 * interruption, "is shown at once");
      for (int epoch = interruption; epoch < 12; epoch++) {
        epoch(second, epoch, 1500 + epoch, "loss", "val_loss");
      }
      second.onTrainEnd(training);
      assertEquals(expected, Files.readString(file));
    }
  }

  @Test
  void settingsAndTheOptimizersAreListed() throws IOException {
    report()
        .optimizer(Adam.create().learningRate(0.002))
        .setting("Batch size", 128)
        .onTrainBegin(training);
    List<String> names = page().texts("dt", "");
    List<String> values = page().texts("dd", "");
    assertEquals(
        List.of(
            "Epochs planned",
            "Steps an epoch",
            "Optimizer",
            "Learning rate",
            "Beta1",
            "Beta2",
            "Epsilon",
            "Amsgrad",
            "Flavour",
            "Batch size",
            "Begun",
            "Java",
            "Processors",
            "Memory at most",
            "System"),
        names);
    assertEquals(
        List.of(
            "3",
            "4",
            "adam",
            "0.002",
            "0.9",
            "0.999",
            "1e-7",
            "false",
            "KERAS",
            "128",
            "1 March 2026, 12:34"),
        values.subList(0, 11));
    assertTrue(values.get(11).startsWith(Runtime.version().toString()));
    report().optimizer(Sgd.create()).onTrainBegin(training);
    assertTrue(page().texts("dt", "").containsAll(List.of("Momentum", "Nesterov")));
  }

  @Test
  void confusionIsAddedAfterTraining() throws IOException {
    TrainingReport report = report();
    assertEquals(
        "a confusion matrix is added to the report of a run, but there was none; call this after fit",
        assertThrows(
                IllegalStateException.class,
                () -> report.confusion(List.of("a"), new int[][] {{1}}))
            .getMessage());
    report.onTrainBegin(training);
    epoch(report, 0, 1000, "loss");
    report.onTrainEnd(training);
    assertEquals(0, page().all("table", "confusion").size());
    report.confusion(List.of("cat", "dog"), new int[][] {{3, 1}, {0, 4}});
    assertEquals(List.of("3", "4"), page().one("table", "confusion").texts("td", "hit"));
    assertEquals(1, tooltips("Loss").size());
    ConfusionMatrix matrix = ConfusionMatrix.ofClasses(2);
    matrix.add(0, 0);
    matrix.add(1, 0);
    matrix.add(1, 1);
    matrix.add(1, 1);
    report.confusion(List.of("cat", "dog"), matrix);
    assertEquals(List.of("1", "2"), page().one("table", "confusion").texts("td", "hit"));
    report.onTrainBegin(training);
    assertEquals(0, page().all("table", "confusion").size(), "it belongs to the run before");
  }

  @Test
  void whateverIsShownIsEscaped() throws IOException {
    String evil = "</style><script>alert(\"1\")</script>&amp;'\u0000";
    String shown = evil.replace('\u0000', '\ufffd');
    training =
        new FakeTraining(
            new FakeModel(
                Blueprint.of(evil, "net")
                    .layer(evil, evil, Shape.of(1))
                    .layer("out", "Dense", Shape.of(1), evil)
                    .output("out", Head.NONE)
                    .build()),
            2,
            1);
    TrainingReport report = report().setting(evil, evil);
    report.onTrainBegin(training);
    epoch(report, 0, 1000, "loss", evil);
    report.confusion(List.of(evil, "b"), new int[][] {{1, 2}, {3, 4}});
    Markup page = page();
    assertEquals(shown, page.one("h1", "").text());
    assertTrue(page.texts("dt", "").contains(shown));
    assertTrue(page.texts("dd", "").contains(shown));
    assertEquals(shown, page.one("table", "layers").all("th", "").get(4).text());
    assertTrue(page.one("table", "confusion").texts("th", "").contains(shown));
    assertFalse(page.names().contains("script"));
    assertFalse(Files.readString(file).contains("<script"));
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    TrainingReport report = report();
    report.onTrainBegin(training);
    epoch(report, 0, 1000, "loss");
    report.confusion(List.of("a", "b"), new int[][] {{1, 2}, {3, 4}});
    String text = Files.readString(file);
    assertTrue(text.startsWith("<!DOCTYPE html>\n<html xmlns="));
    List<String> names = page().names();
    for (String name : List.of("src", "href", "link", "script", "img", "iframe", "object")) {
      assertFalse(names.contains(name), name);
    }
    assertFalse(text.contains("@import"));
    assertEquals(
        List.of(),
        Stream.of(text.split("url\\(", -1)).skip(1).filter(rest -> rest.charAt(0) != '#').toList());
  }

  @Test
  void theStyleSheetIsReadTheSameAsHtmlAndAsXml() throws IOException {
    report().onTrainBegin(training);
    try (InputStream css = TrainingReport.class.getResourceAsStream("report.css")) {
      String sheet = new String(css.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(Files.readString(file).contains("<style>" + sheet + "</style>"));
      assertTrue(sheet.contains("prefers-color-scheme: dark"));
    }
  }

  @Test
  void failuresNameTheFileBeforeTraining() {
    file = folder.resolve("missing").resolve("report.html");
    String message =
        assertThrows(UncheckedIOException.class, () -> report().onTrainBegin(training))
            .getMessage();
    assertEquals(
        "the report %s cannot be written: there is no folder %s; create it first"
            .formatted(file, file.getParent()),
        message);
  }
}

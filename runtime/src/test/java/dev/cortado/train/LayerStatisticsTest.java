package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.Callback;
import dev.cortado.callback.LayerStatistics;
import dev.cortado.callback.LayerStatistics.Entry;
import dev.cortado.loss.Loss;
import dev.cortado.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link LayerStatistics} measures of a small network. */
class LayerStatisticsTest {
  private final SmallModel model = SmallModel.one(3);

  private History fit(Fit fit) {
    return Trainer.of(model)
        .optimizer(Sgd.create().learningRate(0.1))
        .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
        .build()
        .fit(SmallData.one(20), fit.progress(Progress.NONE));
  }

  @Test
  void changesNoBitsOfTraining() {
    fit(Fit.epochs(3).batchSize(6).callback(new LayerStatistics().every(2).logged()));
    float[] with = model.parameters().clone();
    SmallModel plain = SmallModel.one(3);
    Trainer.of(plain)
        .optimizer(Sgd.create().learningRate(0.1))
        .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
        .build()
        .fit(SmallData.one(20), Fit.epochs(3).batchSize(6).progress(Progress.NONE));
    assertArrayEquals(plain.parameters(), with);
  }

  @Test
  void measuresTheLastStepOfEachEpoch() {
    LayerStatistics statistics = new LayerStatistics();
    List<Double> kindNorms = new ArrayList<>();
    List<Double> dead = new ArrayList<>();
    Callback watcher =
        Callback.onBatchEnd(
            (training, step, logs) -> {
              if (step == 3) {
                double sum = 0;
                // The layer kind has the last parameters
                for (int i = 16; i < 31; i++) {
                  sum += (double) training.gradient()[i] * training.gradient()[i];
                }
                kindNorms.add(Math.sqrt(sum));
                List<float[]> rows = training.values(training.model().layer("dropped"));
                int zeros = 0;
                for (int unit = 0; unit < 4; unit++) {
                  int u = unit;
                  zeros += rows.stream().allMatch(row -> row[u] == 0) ? 1 : 0;
                }
                assertEquals(2, rows.size());
                dead.add(zeros / 4.0);
              }
            });
    fit(Fit.epochs(12).batchSize(6).callback(statistics).callback(watcher));
    assertEquals(12 * 4, statistics.entries().size());
    for (int epoch = 0; epoch < 12; epoch++) {
      List<Entry> entries = statistics.entries().subList(4 * epoch, 4 * epoch + 4);
      for (Entry entry : entries) {
        assertEquals(epoch, entry.epoch());
        assertEquals(3, entry.step());
      }
      assertEquals(
          List.of("input", "hidden", "dropped", "kind"),
          entries.stream().map(Entry::layer).toList());
      Entry kind = entries.get(3);
      assertEquals(kindNorms.get(epoch), kind.gradientNorm(), 1e-9);
      // A step of gradient descent is its rate times the gradient
      assertEquals(0.1 * kind.gradientNorm(), kind.updateRatio() * kind.parameterNorm(), 1e-6);
      assertEquals(0, kind.deadFraction());
      assertEquals(dead.get(epoch), entries.get(2).deadFraction());
      assertTrue(Double.isNaN(entries.get(2).gradientNorm()));
      assertTrue(Double.isNaN(entries.get(0).deadFraction()));
    }
    assertTrue(dead.stream().anyMatch(fraction -> fraction > 0), "dropout leaves none at 0");
  }

  @Test
  void measuresEverySoManySteps(@TempDir Path folder) throws IOException {
    LayerStatistics statistics = new LayerStatistics().every(3);
    fit(Fit.epochs(2).batchSize(5).callback(statistics));
    assertEquals(
        List.of(0, 3, 0, 3),
        statistics.entries().stream()
            .filter(entry -> entry.layer().equals("kind"))
            .map(Entry::step)
            .toList());
    Path file = folder.resolve("layers.csv");
    statistics.write(file);
    List<String> lines = Files.readAllLines(file);
    assertEquals(17, lines.size());
    assertEquals(
        "epoch,step,layer,gradient_norm,parameter_norm,update_ratio,dead_fraction", lines.get(0));
    assertEquals("0,0,input,,,,", lines.get(1));
    Entry last = statistics.last().get(3);
    assertEquals(
        "1,3,kind,%s,%s,%s,0.0"
            .formatted(last.gradientNorm(), last.parameterNorm(), last.updateRatio()),
        lines.get(16));
    String[] table = statistics.table().lines().toArray(String[]::new);
    assertEquals(5, table.length);
    assertTrue(table[4].startsWith("kind "), table[4]);
  }

  @Test
  void figuresOfAnEpochAreThere() {
    History history = fit(Fit.epochs(2).batchSize(6).callback(new LayerStatistics().logged()));
    for (String name :
        List.of(
            "hidden_gradient_norm",
            "hidden_update_ratio",
            "hidden_dead_fraction",
            "dropped_dead_fraction",
            "kind_gradient_norm")) {
      assertEquals(2, history.get(name).size(), name);
    }
    assertTrue(!history.names().contains("dropped_gradient_norm"), history::toString);
  }

  @Test
  void beforeTrainingThereIsNothing() {
    LayerStatistics statistics = new LayerStatistics();
    assertEquals(List.of(), statistics.last());
    assertEquals(1, statistics.table().lines().count());
    assertEquals(
        "layers are measured every 1 or more steps, but it was to be every 0",
        assertThrows(IllegalArgumentException.class, () -> statistics.every(0)).getMessage());
  }
}

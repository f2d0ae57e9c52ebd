package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.explain.Importance;
import dev.cortado.explain.PermutationImportance;
import dev.cortado.metric.Metric;
import dev.cortado.model.CompiledModel;
import dev.cortado.random.Randomness;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Importances of the features of a network whose weights a test sets. */
class PermutationImportanceTest {
  private static final int COUNT = 300;
  private static final float[] WEIGHTS = {3, 0, -1, 0.5f};

  private final CompiledModel network;
  private final float[][] rows = new float[COUNT][4];
  private final Samples samples;

  PermutationImportanceTest() throws Exception {
    network =
        Compiled.create(Compiled.layers("@Input(4) Layer in(); @Dense(units = 1) Layer out();"), 1);
    network.layer("out").setParameter("kernel", new FMatrixRMaj(4, 1, true, WEIGHTS));
    Random random = new Random(1);
    float[][] targets = new float[COUNT][];
    for (int s = 0; s < COUNT; s++) {
      for (int i = 0; i < 4; i++) {
        rows[s][i] = (float) random.nextGaussian();
      }
      targets[s] = network.predict(rows[s]);
    }
    samples = Samples.of(rows, targets);
  }

  /** The mean squared error with some columns shuffled as by so many earlier shuffles. */
  private double error(int pass, int... columns) {
    int[] order = Order.shuffled(Randomness.of(7), pass).indices(COUNT);
    double sum = 0;
    for (int s = 0; s < COUNT; s++) {
      double error = 0;
      for (int column : columns) {
        error += WEIGHTS[column] * ((double) rows[order[s]][column] - rows[s][column]);
      }
      sum += error * error / COUNT;
    }
    return sum;
  }

  @Test
  void anErrorRisesByWhatAFeatureSays() {
    List<Importance> ranking =
        PermutationImportance.of(network, samples, Metric.MEAN_SQUARED_ERROR)
            .repeats(2)
            .seed(7)
            .ranking();
    assertEquals(
        List.of("in[0]", "in[2]", "in[3]", "in[1]"),
        ranking.stream().map(Importance::feature).toList());
    assertEquals(0, ranking.get(3).mean());
    assertEquals(0, ranking.get(3).deviation());
    double first = error(0, 0);
    double second = error(1, 0);
    assertEquals((first + second) / 2, ranking.get(0).mean(), 1e-4);
    assertEquals(Math.abs(first - second) / 2, ranking.get(0).deviation(), 1e-4);
    assertEquals(error(4, 2), ranking.get(1).drops().get(0), 1e-5);
  }

  @Test
  void columnsOfAFeatureAreShuffledTogether() {
    List<Importance> ranking =
        PermutationImportance.of(network, samples, Metric.MEAN_SQUARED_ERROR)
            .names(List.of("age", "kind=old", "kind=new", "size"))
            .repeats(1)
            .seed(7)
            .ranking();
    assertEquals(
        List.of("age", "kind", "size"), ranking.stream().map(Importance::feature).toList());
    assertEquals(error(1, 1, 2), ranking.get(1).mean(), 1e-5);
    Importance both =
        PermutationImportance.of(network, samples, Metric.MEAN_SQUARED_ERROR)
            .features(Map.of("both", new int[] {0, 3}))
            .repeats(1)
            .seed(7)
            .ranking()
            .get(0);
    assertEquals(error(0, 0, 3), both.mean(), 1e-4);
  }

  @Test
  void aScoreDropsWhereGreaterIsBetter() {
    Importance first = PermutationImportance.of(network, samples, Metric.R2_SCORE).ranking().get(0);
    assertEquals("in[0]", first.feature());
    assertEquals(5, first.drops().size());
    // Nearly all of the variance is gone, and as much is added
    assertEquals(2 * 9 / 10.25, first.mean(), 0.2);
  }

  @Test
  void whatIsWrongIsSaid() {
    PermutationImportance importance = PermutationImportance.of(network, samples, Metric.R2_SCORE);
    assertSays("repeats are at least 1, but are 0", () -> importance.repeats(0));
    assertSays("1 names for 4 columns; give one each", () -> importance.names(List.of("a")));
    assertSays(
        "feature 'a' has the column 4; there are 0 to 3",
        () -> importance.features(Map.of("a", new int[] {4})));
    assertSays(
        "input 'in' holds 4 values a sample, but the samples have 2",
        () ->
            PermutationImportance.of(
                network, Samples.of(new float[1][2], new float[1][1]), Metric.R2_SCORE));
    assertSays(
        "network Net has 1 inputs and 1 outputs, 0 samples have 1 inputs and 1 targets; permutation importance takes one of each and at least 1 sample",
        () ->
            PermutationImportance.of(
                network, Samples.of(new float[0][4], new float[0][1]), Metric.R2_SCORE));
  }

  private static void assertSays(String message, org.junit.jupiter.api.function.Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}

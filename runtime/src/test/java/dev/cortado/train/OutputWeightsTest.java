package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.data.Labels;
import dev.cortado.data.Order;
import dev.cortado.data.Sample;
import dev.cortado.data.Samples;
import dev.cortado.data.StreamSamples;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.optimizer.Adam;
import dev.cortado.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Weights of samples for each output, and outputs without a loss, against sums in double. */
class OutputWeightsTest {
  private static final int COUNT = 10;
  private static final double RATE = 0.5;
  private static final float[] GENERAL = {1, 2, 0, 1, 0.5f, 1, 3, 1, 1, 0.25f};
  private static final float[] KIND = {1, 0, 2, 0.5f, 1, 1, 0, 4, 1, 1};
  private static final float[] VALUE = {0, 0, 1, 2, 3, 0.5f, 1, 1, 0.25f, 2};

  private final SmallModel network = SmallModel.two(3);

  private static Samples weighted() {
    return SmallData.two(COUNT).weights(GENERAL).targetWeights(List.of(KIND, VALUE));
  }

  /** Samples with targets for {@code kind}, or for {@code value}, alone. */
  private static Samples only(int target) {
    Samples both = SmallData.two(COUNT);
    return Samples.of(both.inputs(), List.<float[][]>of(both.targets().get(target)))
        .weights(GENERAL);
  }

  private TrainerBuilder builder() {
    return Trainer.of(network).optimizer(Sgd.create().learningRate(RATE));
  }

  private TrainerBuilder both() {
    return builder()
        .loss("kind", Loss.CATEGORICAL_CROSSENTROPY, 2)
        .loss("value", Loss.MEAN_SQUARED_ERROR, 0.25);
  }

  private static Fit fit(int epochs) {
    return Fit.epochs(epochs).batchSize(4).progress(Progress.NONE);
  }

  private static double[] product(double factor, float[] one, float[] other) {
    return IntStream.range(0, COUNT).mapToDouble(i -> factor * one[i] * other[i] / COUNT).toArray();
  }

  /** Takes a step on all samples and compares it with one by the gradient in double. */
  private void oneStep(Trainer trainer, Samples samples, double[] kind, double[] value)
      throws IOException {
    double[] gradient =
        new SmallReference(network)
            .gradient(SmallData.inputs(COUNT), SmallData.labels(COUNT), kind, value);
    float[] before = network.parameters().clone();
    Batch batch = new Batch(COUNT, 1, samples.targets().size());
    try (Dataset.Batches batches = samples.batches(COUNT, Order.sequential())) {
      batches.next(batch);
    }
    trainer.trainOnBatch(batch);
    for (int i = 0; i < before.length; i++) {
      assertEquals(before[i] - RATE * gradient[i], network.parameters()[i], 2e-6, "parameter " + i);
    }
  }

  @Test
  void aStepWeighsEachOutputsSamples() throws IOException {
    oneStep(both().build(), weighted(), product(2, GENERAL, KIND), product(0.25, GENERAL, VALUE));
  }

  @Test
  void aStepLeavesOutTheSecondOutput() throws IOException {
    Trainer trainer = builder().loss("kind", Loss.CATEGORICAL_CROSSENTROPY).build();
    float[] before = network.parameters().clone();
    oneStep(
        trainer,
        only(0).targetWeights(List.of(KIND)),
        product(1, GENERAL, KIND),
        new double[COUNT]);
    trainer.fit(only(0), fit(3));
    int from = before.length - 5;
    assertArrayEquals(
        Arrays.copyOfRange(before, from, before.length),
        Arrays.copyOfRange(network.parameters(), from, before.length),
        "kernel and bias of 'value'");
  }

  @Test
  void aStepLeavesOutTheFirstOutput() throws IOException {
    Trainer trainer = builder().loss("value", Loss.MEAN_SQUARED_ERROR, 3).build();
    oneStep(
        trainer,
        only(1).targetWeights(List.of(VALUE)),
        new double[COUNT],
        product(3, GENERAL, VALUE));
  }

  @Test
  void anOutputWithoutALossTrainsAsOneThatCountsForNothing() {
    SmallModel other = SmallModel.two(3);
    builder().loss("value", Loss.MEAN_SQUARED_ERROR).build().fit(only(1), fit(4));
    Trainer.of(other)
        .optimizer(Sgd.create().learningRate(RATE))
        .loss("kind", Loss.CATEGORICAL_CROSSENTROPY, 0)
        .loss("value", Loss.MEAN_SQUARED_ERROR)
        .build()
        .fit(SmallData.two(COUNT).weights(GENERAL), fit(4));
    assertArrayEquals(other.parameters(), network.parameters());
  }

  @Test
  void figuresAreWeightedByOutput() {
    float[][][] predictions = network.predictAll(SmallData.inputs(COUNT));
    int[] labels = SmallData.labels(COUNT);
    float[][] rows = SmallData.inputs(COUNT);
    double crossentropy = 0;
    double squares = 0;
    double hits = 0;
    double kinds = 0;
    double errors = 0;
    double values = 0;
    for (int i = 0; i < COUNT; i++) {
      double kind = (double) GENERAL[i] * KIND[i];
      double value = (double) GENERAL[i] * VALUE[i];
      double error = predictions[1][i][0] - ((double) rows[i][0] + rows[i][1] + rows[i][2]);
      crossentropy -= kind * Math.log(predictions[0][i][labels[i]]) / COUNT;
      squares += value * error * error / COUNT;
      hits += Labels.argMax(predictions[0][i]) == labels[i] ? kind : 0;
      errors += value * Math.abs(error);
      kinds += kind;
      values += value;
    }
    Evaluation figures =
        both()
            .weightedMetrics("kind", Metric.ACCURACY)
            .weightedMetrics("value", Metric.MEAN_ABSOLUTE_ERROR)
            .build()
            .evaluate(weighted(), 4);
    assertEquals(crossentropy, figures.get("kind_loss"), 1e-6);
    assertEquals(squares, figures.get("value_loss"), 1e-6);
    assertEquals(2 * crossentropy + 0.25 * squares + network.penalty(), figures.get("loss"), 1e-6);
    assertEquals(hits / kinds, figures.get("kind_accuracy"), 1e-6);
    assertEquals(errors / values, figures.get("value_mean_absolute_error"), 1e-6);
  }

  @Test
  void oneLossHasNoFigureOfItsOwnButMetricsKeepTheOutputsName() {
    Trainer trainer =
        builder().loss("value", Loss.MEAN_SQUARED_ERROR).metrics("value", Metric.R2_SCORE).build();
    assertEquals(Set.of("loss", "value_r2_score"), trainer.evaluate(only(1)).values().keySet());
    float[][][] predictions = trainer.predict(only(1));
    assertEquals(2, predictions.length, "all outputs are predicted");
    float[][][] expected = network.predictAll(SmallData.inputs(COUNT));
    assertArrayEquals(expected[0], predictions[0]);
    assertArrayEquals(expected[1], predictions[1]);
  }

  @Test
  void streamsHaveWeightsOfEachOutputToo() {
    Samples samples = weighted();
    List<Sample> list = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      list.add(
          Sample.of(
                  List.of(samples.inputs().get(0)[i]),
                  List.of(samples.targets().get(0)[i], samples.targets().get(1)[i]))
              .targetWeights(KIND[i], VALUE[i])
              .weight(GENERAL[i]));
    }
    both().build().fit(samples, fit(2).shuffle(false));
    SmallModel other = SmallModel.two(3);
    Trainer.of(other)
        .optimizer(Sgd.create().learningRate(RATE))
        .loss("kind", Loss.CATEGORICAL_CROSSENTROPY, 2)
        .loss("value", Loss.MEAN_SQUARED_ERROR, 0.25)
        .build()
        .fit(StreamSamples.of(list::stream), fit(2).shuffle(false));
    assertArrayEquals(network.parameters(), other.parameters());
  }

  private static Trainer resumable(SmallModel model, boolean both) {
    TrainerBuilder builder =
        Trainer.of(model)
            .optimizer(Adam.create().learningRate(0.01))
            .loss("value", Loss.MEAN_SQUARED_ERROR)
            .weightedMetrics("value", Metric.MEAN_ABSOLUTE_ERROR);
    return (both ? builder.loss("kind", Loss.CATEGORICAL_CROSSENTROPY) : builder).build();
  }

  @Test
  void resumedRunsEndWithTheSameBits(@TempDir Path folder) {
    for (boolean both : new boolean[] {true, false}) {
      Samples samples = both ? weighted() : only(1).targetWeights(List.of(VALUE));
      SmallModel whole = SmallModel.two(5);
      History expected = resumable(whole, both).fit(samples, fit(4));
      Path file = folder.resolve(both + ".checkpoint");
      resumable(SmallModel.two(5), both).fit(samples, fit(2).resume(file));
      SmallModel resumed = SmallModel.two(6);
      History actual = resumable(resumed, both).fit(samples, fit(4).resume(file));
      assertArrayEquals(whole.parameters(), resumed.parameters());
      assertEquals(expected.toString(), actual.toString());
    }
    Samples samples = only(1);
    String message =
        refused(
            () ->
                resumable(SmallModel.two(5), false)
                    .fit(samples, fit(4).resume(folder.resolve("true.checkpoint"))));
    assertEquals(
        "%s was written by a run whose loss was %s, but here it is %s; give the same to go on, or begin anew in another file"
            .formatted(
                folder.resolve("true.checkpoint"),
                "categorical_crossentropy of 'kind' with weight 1.0, mean_squared_error of 'value' with weight 1.0",
                "mean_squared_error of 'value' with weight 1.0"),
        message);
  }

  @Test
  void refusesTargetsOfOutputsWithoutALoss() {
    Trainer trainer = builder().loss("value", Loss.MEAN_SQUARED_ERROR).build();
    assertEquals(
        "network SmallTwo has the inputs [input] and the outputs with a loss [value], but the samples have rows for 1 inputs and 2 outputs; give rows for each, in this order",
        refused(() -> trainer.fit(SmallData.two(COUNT), fit(1))));
  }

  @Test
  void refusesWeightsThatAreNotFinite() {
    float[] spoilt = VALUE.clone();
    spoilt[7] = Float.NaN;
    Samples samples = weighted().targetWeights(List.of(KIND, spoilt));
    String message =
        "the weight of row 7 for the output 'value' is NaN; give a finite number, 1 for a sample that counts as any other";
    assertEquals(message, refused(() -> both().build().fit(samples, fit(1))));
    assertEquals(message, refused(() -> both().build().evaluate(new SmallData.Stream(samples), 4)));
  }

  private static String refused(Executable code) {
    return assertThrows(IllegalArgumentException.class, code).getMessage();
  }
}

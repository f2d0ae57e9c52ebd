package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.data.Batch;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Sgd;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainerTest {
  private static final int COUNT = 20;

  private static TrainerBuilder one(SmallModel network) {
    return Trainer.of(network)
        .optimizer(Sgd.create().learningRate(0.5))
        .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
        .metrics(Metric.ACCURACY);
  }

  private static Batch batch(Samples samples) throws IOException {
    Batch batch = new Batch(samples.count(), samples.inputs().size(), samples.targets().size());
    samples.batches(samples.count(), Order.sequential()).next(batch);
    return batch;
  }

  private static String refused(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void trainsAndTestsOnSingleBatches() throws IOException {
    SmallModel network = SmallModel.one(1);
    Trainer trainer = one(network).build();
    Batch batch = batch(SmallData.one(COUNT));
    float[] before = network.parameters().clone();

    Evaluation tested = trainer.testOnBatch(batch);
    assertEquals(trainer.evaluate(SmallData.one(COUNT)), tested);
    assertArrayEquals(before, network.parameters());

    double first = trainer.trainOnBatch(batch);
    assertEquals(first, trainer.metrics().loss());
    double second = trainer.trainOnBatch(batch);
    assertEquals((first + second) / 2, trainer.metrics().loss(), 1e-12);
    trainer.resetMetrics();
    assertEquals(0, trainer.metrics().loss());
    for (int step = 0; step < 200; step++) {
      trainer.trainOnBatch(batch);
    }
    assertTrue(trainer.testOnBatch(batch).loss() < 0.7 * tested.loss());
    assertTrue(trainer.testOnBatch(batch).get("accuracy") > 0.8);
  }

  @Test
  void fitTakesTheStepsThatSingleBatchesTake() throws IOException {
    SmallModel fitted = SmallModel.one(1);
    one(fitted)
        .build()
        .fit(
            SmallData.one(COUNT),
            Fit.epochs(3).batchSize(COUNT).shuffle(false).progress(Progress.NONE));
    SmallModel stepped = SmallModel.one(1);
    Trainer trainer = one(stepped).build();
    for (int step = 0; step < 3; step++) {
      trainer.trainOnBatch(batch(SmallData.one(COUNT)));
    }
    assertArrayEquals(stepped.parameters(), fitted.parameters());
  }

  @Test
  void evaluatesTheFirstBatchesAlone() {
    Trainer trainer = one(SmallModel.one(1)).build();
    Samples samples = SmallData.one(COUNT);
    assertEquals(trainer.evaluate(samples.slice(0, 12), 6), trainer.evaluate(samples, 6, 2));
    assertEquals(trainer.evaluate(samples, 6), trainer.evaluate(new SmallData.Stream(samples), 6));
  }

  @Test
  void predictsRowsAndDataSets() {
    SmallModel network = SmallModel.two(1);
    Trainer trainer =
        Trainer.of(network)
            .loss("kind", Loss.CATEGORICAL_CROSSENTROPY)
            .loss("value", Loss.MEAN_SQUARED_ERROR)
            .build();
    float[][] inputs = SmallData.inputs(COUNT);
    float[][][] expected = network.predictAll(inputs);
    float[][][] predicted = trainer.predict(SmallData.two(COUNT));
    assertEquals(2, predicted.length);
    assertArrayEquals(expected[0], predicted[0]);
    assertArrayEquals(expected[1], predicted[1]);
    float[][][] withoutTargets = trainer.predict(Samples.of(List.<float[][]>of(inputs), List.of()));
    assertArrayEquals(expected[1], withoutTargets[1]);

    SmallModel single = SmallModel.one(1);
    assertArrayEquals(single.predict(inputs), one(single).build().predict(inputs));
  }

  @Test
  void refusesABatchThatDoesNotFit() throws IOException {
    Trainer trainer = one(SmallModel.one(1)).build();
    Batch empty = new Batch(3, 1, 1);
    assertEquals(
        "the batch holds no samples; fill it, and say with samples(n) how many it holds",
        refused(() -> trainer.trainOnBatch(empty)));
    Batch wrong = batch(SmallData.two(COUNT));
    assertTrue(
        refused(() -> trainer.testOnBatch(wrong)).startsWith("network SmallOne has the inputs"));
  }

  @Test
  void refusesToEvaluateNothing() {
    Trainer trainer = one(SmallModel.one(1)).build();
    String message = "there are no samples to evaluate network SmallOne on; give at least 1";
    assertEquals(message, refused(() -> trainer.evaluate(new SmallData.Stream(SmallData.one(0)))));
  }

  @Test
  void refusesToEvaluateNoBatches() {
    Trainer trainer = one(SmallModel.one(1)).build();
    assertEquals(
        "the number of batches to evaluate is 0; give at least 1",
        refused(() -> trainer.evaluate(SmallData.one(COUNT), 4, 0)));
    assertEquals(
        "a batch holds at least 1 sample, but 0 was asked for",
        refused(() -> trainer.evaluate(SmallData.one(COUNT), 0)));
  }

  @Test
  void refusesModelsOfOthers() {
    Model other =
        (Model)
            Proxy.newProxyInstance(
                Model.class.getClassLoader(),
                new Class<?>[] {Model.class},
                (proxy, method, arguments) -> null);
    String message = refused(() -> Trainer.of(other));
    assertTrue(
        message.endsWith(
            " was not compiled by Cortado; create networks with the generated class, for example DigitsNetwork.create(42)"),
        message);
  }

  @Test
  void refusesToTrainForNothing() {
    assertEquals(
        "no output of network SmallTwo has a loss; add .loss(\"kind\", ...)",
        refused(() -> Trainer.of(SmallModel.two(1)).build()));
  }

  @Test
  void refusesToJudgeAnOutputWithoutTargets() {
    TrainerBuilder builder =
        Trainer.of(SmallModel.two(1)).loss("kind", Loss.CATEGORICAL_CROSSENTROPY);
    String message =
        "the output 'value' has metrics but no loss, and so no targets; give metrics to other outputs alone, or add .loss(\"value\", ..., 0) to judge it without training";
    assertEquals(
        message, refused(() -> builder.metrics("value", Metric.MEAN_ABSOLUTE_ERROR).build()));
    builder.metrics("value").weightedMetrics("value", Metric.MEAN_ABSOLUTE_ERROR);
    assertEquals(message, refused(builder::build));
  }

  @Test
  void refusesOutputsThatThereAreNot() {
    TrainerBuilder builder = one(SmallModel.one(1));
    String message = "network SmallOne has no output 'value'; it has [kind]";
    assertEquals(message, refused(() -> builder.loss("value", Loss.MEAN_SQUARED_ERROR)));
    assertEquals(message, refused(() -> builder.metrics("value", Metric.ACCURACY)));
    assertEquals(message, refused(() -> builder.weightedMetrics("value", Metric.ACCURACY)));
  }

  @Test
  void refusesWeightsThatAreNotFinite() {
    TrainerBuilder builder = one(SmallModel.one(1));
    assertEquals(
        "the loss of 'kind' has the weight NaN; give a finite number, 1 to count it once",
        refused(() -> builder.loss("kind", Loss.MEAN_SQUARED_ERROR, Double.NaN)));
  }

  @Test
  void refusesNull() {
    TrainerBuilder builder = one(SmallModel.one(1));
    assertEquals(
        "the optimizer is null; leave it out for Adam",
        assertThrows(NullPointerException.class, () -> builder.optimizer(null)).getMessage());
    assertEquals(
        "the loss of 'kind' is null",
        assertThrows(NullPointerException.class, () -> builder.loss(null)).getMessage());
  }
}

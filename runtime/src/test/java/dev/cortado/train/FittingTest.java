package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortado.callback.Callback;
import dev.cortado.callback.EarlyStopping;
import dev.cortado.callback.Logs;
import dev.cortado.callback.ReduceLearningRateOnPlateau;
import dev.cortado.callback.Training;
import dev.cortado.data.Batch;
import dev.cortado.data.BatchTransform;
import dev.cortado.data.Dataset;
import dev.cortado.data.Labels;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.CompiledModel;
import dev.cortado.optimizer.Optimizer;
import dev.cortado.optimizer.Sgd;
import dev.cortado.random.Draws;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What fit visits, in which order and how often, and what it reports. */
class FittingTest {
  private static final int COUNT = 10;

  private final SmallModel network = SmallModel.one(1);
  private final Trainer trainer = trainer(network);

  private static Trainer trainer(SmallModel network) {
    return Trainer.of(network)
        .optimizer(Sgd.create())
        .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
        .metrics(Metric.ACCURACY)
        .build();
  }

  /** Tells which rows come in which batch, and with which weights. */
  private static final class Watched implements Dataset {
    private final Samples samples;
    private final boolean sized;
    private final List<List<Integer>> batches = new ArrayList<>();
    private final List<Float> weights = new ArrayList<>();
    private int passes;
    private int closed;

    private Watched(Samples samples, boolean sized) {
      this.samples = samples;
      this.sized = sized;
    }

    @Override
    public OptionalInt size() {
      return sized ? samples.size() : OptionalInt.empty();
    }

    @Override
    public Batches batches(int batchSize, Order order) {
      passes++;
      Batches inner = samples.batches(batchSize, order);
      return new Batches() {
        @Override
        public boolean next(Batch batch) throws IOException {
          boolean any = inner.next(batch);
          List<Integer> rows = new ArrayList<>();
          for (int s = 0; any && s < batch.samples(); s++) {
            rows.add(Arrays.asList(samples.inputs().get(0)).indexOf(batch.input(0)[s]));
            weights.add(batch.weights()[s]);
          }
          if (any) {
            batches.add(rows);
          }
          return any;
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }
  }

  /** Keeps what it is told. */
  private static final class Diary implements Callback {
    private final List<String> events = new ArrayList<>();
    private OptionalInt steps = OptionalInt.empty();
    private List<String> figures = List.of();

    @Override
    public void onTrainBegin(Training training) {
      events.add("train");
      figures = training.figures();
    }

    @Override
    public void onEpochBegin(Training training, int epoch) {
      events.add("epoch " + epoch);
      steps = training.stepsPerEpoch();
    }

    @Override
    public void onBatchBegin(Training training, int step) {
      events.add("step " + step);
    }

    @Override
    public void onBatchEnd(Training training, int step, Logs logs) {
      events.add("done " + step + " " + logs.names());
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Logs logs) {
      events.add("ended " + epoch + " " + logs.names());
    }

    @Override
    public void onTrainEnd(Training training) {
      events.add("end");
    }
  }

  private static String refused(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  private History fit(Dataset data, Fit fit) {
    return trainer.fit(data, fit.progress(Progress.NONE));
  }

  @Test
  void callbacksAreToldInOrder() {
    Diary diary = new Diary();
    History history =
        fit(SmallData.one(3), Fit.epochs(2).batchSize(2).validationSplit(0.3).callback(diary));
    String step = " [accuracy, loss]";
    String epoch = " [accuracy, loss, val_accuracy, val_loss]";
    assertEquals(
        List.of(
            "train",
            "epoch 0",
            "step 0",
            "done 0" + step,
            "ended 0" + epoch,
            "epoch 1",
            "step 0",
            "done 0" + step,
            "ended 1" + epoch,
            "end"),
        diary.events);
    assertEquals(List.of("loss", "accuracy", "val_loss", "val_accuracy"), diary.figures);
    assertEquals(List.of("accuracy", "loss", "val_accuracy", "val_loss"), history.names());
    assertEquals(List.of(0, 1), history.epochs());
    assertEquals(2, history.get("val_loss").size());
    assertEquals(List.of(), history.get("nothing"));
  }

  @Test
  void theLossOfAnEpochIsTheMeanOverBatchesByTheirSize() throws IOException {
    History history = fit(SmallData.one(5), Fit.epochs(1).batchSize(3).shuffle(false));
    Trainer other = trainer(SmallModel.one(1));
    double sum = 0;
    Dataset.Batches batches = SmallData.one(5).batches(3, Order.sequential());
    Batch batch = new Batch(3, 1, 1);
    while (batches.next(batch)) {
      sum += batch.samples() * other.trainOnBatch(batch);
    }
    assertEquals(sum / 5, history.get("loss").get(0));
  }

  @Test
  void theLastFractionIsKeptForValidation() {
    Samples samples = SmallData.one(COUNT);
    // floor(10 · (1 - 0.25)) = 7 samples are trained on
    History split = fit(samples, Fit.epochs(2).validationSplit(0.25));
    SmallModel other = SmallModel.one(1);
    Trainer separate = trainer(other);
    History given =
        separate.fit(
            samples.slice(0, 7),
            Fit.epochs(2).validationData(samples.slice(7, 10)).progress(Progress.NONE));
    assertArrayEquals(other.parameters(), network.parameters());
    assertEquals(given.toString(), split.toString());
    assertEquals(
        separate.evaluate(samples.slice(7, 10)).loss(), split.get("val_loss").get(1), 1e-12);
  }

  @Test
  void validationDataTakesThePlaceOfASplit() {
    Watched watched = new Watched(SmallData.one(COUNT), true);
    fit(watched, Fit.epochs(1).validationSplit(0.5).validationData(SmallData.one(4)));
    assertEquals(List.of(COUNT), watched.batches.stream().map(List::size).toList());
  }

  @Test
  void validationHasItsOwnBatchesStepsAndFrequency() {
    Watched held = new Watched(SmallData.one(COUNT), false);
    History history =
        fit(
            SmallData.one(4),
            Fit.epochs(5)
                .validationData(held)
                .validationBatchSize(3)
                .validationSteps(2)
                .validationFrequency(2));
    List<List<Integer>> first = List.of(List.of(0, 1, 2), List.of(3, 4, 5));
    assertEquals(List.of(first.get(0), first.get(1), first.get(0), first.get(1)), held.batches);
    assertEquals(2, history.get("val_loss").size());
    assertEquals(5, history.get("loss").size());
    assertEquals(2, held.closed);
  }

  @Test
  void validationComesAfterTheListedEpochs() {
    List<Integer> validated = new ArrayList<>();
    Callback listener =
        Callback.onEpochEnd(
            (training, epoch, logs) -> {
              if (logs.has("val_loss")) {
                validated.add(epoch);
              }
            });
    Fit fit = Fit.epochs(6).validationData(SmallData.one(4)).callback(listener);
    History history = fit(SmallData.one(4), fit.validationEpochs(5, 1, 2, 9));
    assertEquals(List.of(0, 1, 4), validated);
    assertEquals(3, history.get("val_loss").size());
    assertEquals(6, history.get("loss").size());
    validated.clear();
    fit(SmallData.one(4), fit.validationFrequency(3).validationEpochs(2).initialEpoch(2));
    assertEquals(List.of(), validated, "epoch 2 was before");
    fit(SmallData.one(4), fit.validationEpochs(2).validationFrequency(3));
    assertEquals(List.of(2, 5), validated, "what is said last counts");
  }

  @Test
  void eachEpochIsShuffledAnotherWay() {
    Watched watched = new Watched(SmallData.one(COUNT), true);
    fit(watched, Fit.epochs(2));
    fit(watched, Fit.epochs(1));
    List<Integer> sequential = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertEquals(3, new HashSet<>(watched.batches).size());
    for (List<Integer> rows : watched.batches) {
      assertNotEquals(sequential, rows);
      assertEquals(sequential, rows.stream().sorted().toList());
    }
    assertEquals(3, watched.closed);
    Watched again = new Watched(SmallData.one(COUNT), true);
    trainer(SmallModel.one(1)).fit(again, Fit.epochs(3).progress(Progress.NONE));
    assertEquals(again.batches, watched.batches);
  }

  @Test
  void theInitialEpochHasItsOwnOrder() {
    Watched whole = new Watched(SmallData.one(COUNT), true);
    fit(whole, Fit.epochs(3));
    Watched rest = new Watched(SmallData.one(COUNT), true);
    Diary diary = new Diary();
    History history =
        trainer(SmallModel.one(1))
            .fit(rest, Fit.epochs(3).initialEpoch(2).callback(diary).progress(Progress.NONE));
    assertEquals(whole.batches.subList(2, 3), rest.batches);
    assertEquals(List.of(2), history.epochs());
    assertEquals("epoch 2", diary.events.get(1));
  }

  @Test
  void samplesComeInOrderOrInAGivenOne() {
    Watched watched = new Watched(SmallData.one(4), true);
    fit(watched, Fit.epochs(1).batchSize(3).shuffle(false));
    int[][] mine = {{3, 1, 0, 2}, {2, 3, 1, 0}};
    trainer(SmallModel.one(1))
        .fit(
            watched,
            Fit.epochs(2)
                .batchSize(4)
                .order(epoch -> indices -> System.arraycopy(mine[epoch], 0, indices, 0, 4))
                .progress(Progress.NONE));
    assertEquals(
        List.of(List.of(0, 1, 2), List.of(3), List.of(3, 1, 0, 2), List.of(2, 3, 1, 0)),
        watched.batches);
  }

  @Test
  void transformsChangeSamplesAnewInEachEpochWithoutShufflingToo() {
    List<Float> seen = Collections.synchronizedList(new ArrayList<>());
    BatchTransform noise =
        (batch, keys) -> {
          for (int s = 0; s < batch.samples(); s++) {
            batch.input(0)[s][0] += (float) new Draws(keys.sample(s)).below(1000);
            seen.add(batch.input(0)[s][0]);
          }
        };
    fit(SmallData.one(4).transformed(1, noise), Fit.epochs(3).batchSize(3).shuffle(false));
    assertEquals(3 * 4, seen.size());
    assertEquals(3, Set.of(seen.get(0), seen.get(4), seen.get(8)).size());
    List<Float> first = List.copyOf(seen);
    seen.clear();
    trainer(SmallModel.one(1))
        .fit(
            SmallData.one(4).transformed(1, noise),
            Fit.epochs(3).batchSize(2).shuffle(false).progress(Progress.NONE));
    assertEquals(first, seen);
  }

  @Test
  void epochsOfAStreamEndWithItOrAfterSoManySteps() {
    Watched stream = new Watched(SmallData.one(5), false);
    Diary diary = new Diary();
    fit(stream, Fit.epochs(2).batchSize(2).shuffle(false).callback(diary));
    assertEquals(2, stream.passes);
    assertEquals(OptionalInt.of(3), diary.steps);

    Watched endless = new Watched(SmallData.one(5), false);
    Diary counted = new Diary();
    fit(endless, Fit.epochs(2).batchSize(2).shuffle(false).stepsPerEpoch(4).callback(counted));
    assertEquals(8, endless.batches.size());
    assertEquals(List.of(4), endless.batches.get(5));
    assertEquals(3, endless.passes);
    assertEquals(3, endless.closed);
    assertEquals(OptionalInt.of(4), counted.steps);
  }

  @Test
  void classWeightsMultiplySampleWeights() {
    int[] labels = SmallData.labels(COUNT);
    float[] expected = new float[COUNT];
    float[] given = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      given[i] = 1 + i;
      expected[i] = given[i] * (labels[i] == 0 ? 3 : labels[i] == 2 ? 0.5f : 1);
    }
    SmallModel weighted = SmallModel.one(1);
    History expectedHistory =
        trainer(weighted)
            .fit(
                SmallData.one(COUNT).weights(expected),
                Fit.epochs(3).batchSize(4).progress(Progress.NONE));
    History history =
        fit(
            SmallData.one(COUNT).weights(given),
            Fit.epochs(3).batchSize(4).classWeights(Map.of(0, 3.0, 2, 0.5)));
    assertArrayEquals(weighted.parameters(), network.parameters());
    assertEquals(expectedHistory.toString(), history.toString());
  }

  @Test
  void classWeightsKnowOneHotTargetsAndAreNotForValidation() {
    Samples oneHot = Samples.of(SmallData.inputs(COUNT), Labels.oneHot(SmallData.labels(COUNT), 3));
    SmallModel other = SmallModel.one(1);
    Trainer categorical =
        Trainer.of(other)
            .optimizer(Sgd.create())
            .loss(Loss.CATEGORICAL_CROSSENTROPY)
            .metrics(Metric.ACCURACY)
            .build();
    Fit fit = Fit.epochs(3).batchSize(4).classWeights(1, 2, 3).progress(Progress.NONE);
    History history = categorical.fit(oneHot, fit.validationData(oneHot));
    fit(SmallData.one(COUNT), fit);
    assertArrayEquals(network.parameters(), other.parameters());
    assertEquals(categorical.evaluate(oneHot).loss(), history.get("val_loss").get(2), 1e-12);
  }

  @Test
  void classWeightsAreRoundedLabelsOfOneUnitToo() {
    SmallModel two = SmallModel.two(1);
    Objective objective =
        Trainer.of(two)
            .loss("kind", Loss.CATEGORICAL_CROSSENTROPY)
            .loss("value", Loss.MEAN_SQUARED_ERROR)
            .build()
            .objective();
    assertEquals(
        "class weights are for networks with one output, but this one has 2; give the samples weights instead",
        refused(() -> ClassWeights.of(Map.of(0, 2.0), objective)));
    Batch batch = new Batch(4, 1, 1);
    batch.samples(4);
    float[][] targets = {{1.4f}, {1.5f}, {-0.5f}, {7}};
    System.arraycopy(targets, 0, batch.target(0), 0, 4);
    Arrays.fill(batch.weights(), 2);
    ClassWeights.of(Map.of(1, 3.0, 2, 5.0, 0, 7.0), trainer.objective()).apply(batch);
    assertArrayEquals(new float[] {6, 10, 14, 2}, batch.weights());
    ClassWeights.of(Map.of(), objective).apply(batch);
    assertArrayEquals(new float[] {6, 10, 14, 2}, batch.weights());
  }

  @Test
  void trainingStopsWithAReason() {
    Callback stop =
        new Callback() {
          @Override
          public void onBatchEnd(Training training, int step, Logs logs) {
            if (step == 1) {
              training.stop("enough");
            }
          }
        };
    Diary diary = new Diary();
    History history =
        fit(SmallData.one(COUNT), Fit.epochs(5).batchSize(2).callback(stop).callback(diary));
    assertEquals("enough", history.stopReason().orElseThrow());
    assertEquals(List.of(0), history.epochs());
    assertFalse(diary.events.contains("step 2"));
    assertEquals("end", diary.events.get(diary.events.size() - 1));
  }

  @Test
  void callbacksWaitForTheNextValidation() {
    History history =
        fit(
            SmallData.one(COUNT),
            Fit.epochs(20)
                .validationSplit(0.5)
                .validationFrequency(3)
                .callback(
                    ReduceLearningRateOnPlateau.create().minDelta(100).patience(1).factor(0.5))
                .callback(EarlyStopping.create().minDelta(100).patience(2)));
    // Epochs 2, 5 and 8 are validated; the first is the best so far, and no other improves on it.
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), history.epochs());
    assertEquals(3, history.get("val_loss").size());
    assertEquals(
        List.of(0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.005, 0.005, 0.005),
        history.get("learning_rate"));
  }

  @Test
  void figuresThatCallbacksAddAreInTheHistory() {
    Callback adding =
        new Callback() {
          @Override
          public void onEpochEnd(Training training, int epoch, Logs logs) {
            logs.set("rate", training.learningRate());
            training.setLearningRate(training.learningRate() / 2);
          }
        };
    History history = fit(SmallData.one(4), Fit.epochs(3).callback(adding));
    assertEquals(List.of(0.01, 0.005, 0.0025), history.get("rate"));
  }

  /** As in Keras, the average of the weights takes their place when fit is done. */
  @Test
  void averagesTakeTheParametersPlace() {
    float[][] weights = new float[2][];
    float[] seen = new float[2];
    for (int time = 0; time < 2; time++) {
      CompiledModel model = SmallModel.one(1);
      Optimizer plain = Sgd.create().learningRate(0.1);
      Optimizer optimizer = time == 0 ? plain : plain.movingAverage(0.5);
      Trainer trainer =
          Trainer.of(model).optimizer(optimizer).loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY).build();
      float[] last = new float[1];
      Callback watching =
          new Callback() {
            @Override
            public void onEpochEnd(Training training, int epoch, Logs logs) {
              last[0] = model.parameters()[0];
            }
          };
      trainer.fit(SmallData.one(8), Fit.epochs(2).progress(Progress.NONE).callback(watching));
      weights[time] = model.parameters();
      seen[time] = last[0];
    }
    assertEquals(seen[0], seen[1], "training does not depend on the average");
    assertEquals(seen[0], weights[0][0]);
    assertFalse(seen[1] == weights[1][0]);
  }

  @Test
  void refusesASplitOfWhatIsNotInMemory() {
    assertEquals(
        "a validation split needs Samples in memory, but the data is a Stream; give validationData instead",
        refused(
            () -> fit(new SmallData.Stream(SmallData.one(4)), Fit.epochs(1).validationSplit(0.5))));
  }

  @Test
  void refusesASplitThatLeavesNothing() {
    assertEquals(
        "a validation split of 0.9 leaves 0 of 4 samples for training and 4 for validation; give more samples or another split",
        refused(() -> fit(SmallData.one(4), Fit.epochs(1).validationSplit(0.9))));
    assertEquals(
        "a validation split of 1.0E-20 leaves 4 of 4 samples for training and 0 for validation; give more samples or another split",
        refused(() -> fit(SmallData.one(4), Fit.epochs(1).validationSplit(1e-20))));
  }

  @Test
  void refusesAStreamWithoutSamples() {
    String message =
        "pass %d over the data set gave no samples to train on; each begins anew and gives at least 1";
    Dataset empty = new SmallData.Stream(SmallData.one(0));
    assertEquals(message.formatted(1), refused(() -> fit(empty, Fit.epochs(1))));
    assertEquals(message.formatted(2), refused(() -> fit(empty, Fit.epochs(1).stepsPerEpoch(2))));
  }

  @Test
  void refusesAStreamThatDoesNotBeginAnew() {
    Dataset.Batches only = SmallData.one(4).batches(2, Order.sequential());
    Dataset once =
        new Dataset() {
          @Override
          public OptionalInt size() {
            return OptionalInt.empty();
          }

          @Override
          public Batches batches(int batchSize, Order order) {
            return only;
          }
        };
    assertEquals(
        "pass 2 over the data set gave no samples to train on; each begins anew and gives at least 1",
        refused(() -> fit(once, Fit.epochs(1).batchSize(2).stepsPerEpoch(3))));
  }
}

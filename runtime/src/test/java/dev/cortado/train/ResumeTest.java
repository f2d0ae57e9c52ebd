package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.Callback;
import dev.cortado.callback.CsvLogger;
import dev.cortado.callback.EarlyStopping;
import dev.cortado.callback.LearningRateScheduler;
import dev.cortado.callback.Logs;
import dev.cortado.callback.Memory;
import dev.cortado.callback.ReduceLearningRateOnPlateau;
import dev.cortado.callback.Training;
import dev.cortado.data.Dataset;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.optimizer.Adadelta;
import dev.cortado.optimizer.Adagrad;
import dev.cortado.optimizer.Adam;
import dev.cortado.optimizer.AdamW;
import dev.cortado.optimizer.Adamax;
import dev.cortado.optimizer.Ftrl;
import dev.cortado.optimizer.Lion;
import dev.cortado.optimizer.Nadam;
import dev.cortado.optimizer.Optimizer;
import dev.cortado.optimizer.RmsProp;
import dev.cortado.optimizer.Sgd;
import dev.cortado.schedule.LearningRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run that is stopped after any of its steps and resumed ends with the bits of one that is not.
 */
class ResumeTest {
  private static final int SAMPLES = 37;
  private static final int EPOCHS = 3;
  private static final int BATCH = 7;

  /** 33 samples are trained on, the last batch of an epoch being smaller. */
  private static final double SPLIT = 0.1;

  private static final int STEPS_PER_EPOCH = 5;
  private static final int STEPS = EPOCHS * STEPS_PER_EPOCH;

  @TempDir private Path directory;

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        Sgd.create(),
        Sgd.create().momentum(0.9),
        Sgd.create().momentum(0.9).nesterov(true),
        RmsProp.create().centered(true).momentum(0.5),
        Adagrad.create(),
        Adadelta.create(),
        Adam.create().learningRate(0.01),
        Adam.create().amsgrad(true),
        AdamW.create().learningRate(LearningRate.cosineDecay(0.01, 9)),
        Adamax.create(),
        Nadam.create(),
        Ftrl.create(),
        Lion.create(),
        Adam.create().weightDecay(0.01).clipNorm(0.1).movingAverage().accumulateGradients(3));
  }

  /** Where a run is stopped. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Stops the run before a step, counted over all epochs. */
  private static final class CrashBefore implements Callback {
    private final int step;
    private int seen;

    private CrashBefore(int step) {
      this.step = step;
    }

    @Override
    public void onBatchBegin(Training training, int stepOfEpoch) {
      if (seen++ == step) {
        throw new Crash();
      }
    }
  }

  /** Has a memory, lowers the learning rate by it, and adds a figure of its own. */
  private static final class Halving implements Callback {
    private int seen;

    @Override
    public void onEpochBegin(Training training, int epoch) {
      training.setLearningRate(training.learningRate() * 0.9);
    }

    @Override
    public void onBatchEnd(Training training, int step, Logs logs) {
      seen++;
      if (seen % 4 == 0) {
        training.setLearningRate(training.learningRate() / 2);
      }
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Logs logs) {
      logs.set("seen", seen);
    }

    @Override
    public Memory remember() {
      return new Memory(Map.of("seen", (double) seen), Map.of("rates", new float[] {seen}));
    }

    @Override
    public void recall(Memory memory) {
      seen = memory.numbers().get("seen").intValue();
      assertArrayEquals(new float[] {seen}, memory.arrays().get("rates"));
    }
  }

  /** A network, its trainer and what came of training it. */
  private static final class Run {
    private final SmallModel network;
    private final Trainer trainer;
    private History history;

    private Run(Optimizer optimizer) {
      this(SmallModel.two(5), optimizer);
    }

    private Run(SmallModel network, Optimizer optimizer) {
      this.network = network;
      trainer =
          Trainer.of(network)
              .optimizer(optimizer)
              .loss("kind", Loss.CATEGORICAL_CROSSENTROPY)
              .loss("value", Loss.MEAN_SQUARED_ERROR, 0.5)
              .metrics("kind", Metric.ACCURACY)
              .build();
    }

    private Run fit(Dataset data, Fit fit) {
      history = trainer.fit(data, fit.progress(Progress.NONE));
      return this;
    }
  }

  private static void assertSame(Run expected, Run actual, String what) {
    assertArrayEquals(expected.network.parameters(), actual.network.parameters(), what);
    assertEquals(expected.history.epochs(), actual.history.epochs(), what);
    assertEquals(expected.history.names(), actual.history.names(), what);
    for (String name : expected.history.names()) {
      assertEquals(expected.history.get(name), actual.history.get(name), what + ", " + name);
    }
    assertEquals(expected.history.stopReason(), actual.history.stopReason(), what);
    assertEquals(expected.trainer.metrics(), actual.trainer.metrics(), what);
  }

  private static Samples samples() {
    float[] weights = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      weights[i] = 1 + i % 3;
    }
    return SmallData.two(SAMPLES).weights(weights);
  }

  private static Fit fit() {
    return Fit.epochs(EPOCHS).batchSize(BATCH).validationSplit(SPLIT);
  }

  /** Asks for a checkpoint after each step. */
  private final class EachStep implements Callback {
    private int seen;

    @Override
    public void onBatchEnd(Training training, int step, Logs logs) {
      training.checkpoint(after(++seen));
    }
  }

  private Path after(int step) {
    return directory.resolve("after-" + step);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void endsWithTheSameBitsFromEveryStepOfAnEpoch(Optimizer optimizer) {
    Run whole = new Run(optimizer).fit(samples(), fit().callback(new Halving()));
    assertEquals(List.of(0, 1, 2), whole.history.epochs());
    Run writing =
        new Run(optimizer).fit(samples(), fit().callback(new EachStep()).callback(new Halving()));
    assertSame(whole, writing, "writing checkpoints");
    // From the end of the first epoch to that of the second
    for (int step = STEPS_PER_EPOCH; step <= 2 * STEPS_PER_EPOCH; step++) {
      Fit resuming = fit().callback(new Halving()).resume(after(step));
      assertSame(whole, new Run(optimizer).fit(samples(), resuming), "after step " + step);
    }
  }

  @Test
  void callbacksGoOnToo() throws IOException {
    Path log = directory.resolve("log.csv");
    Fit fit =
        Fit.epochs(8)
            .batchSize(BATCH)
            .validationSplit(SPLIT)
            .callback(new LearningRateScheduler((epoch, rate) -> 0.95 * rate))
            .callback(ReduceLearningRateOnPlateau.create().minDelta(0.05).patience(1).factor(0.5))
            .callback(EarlyStopping.create().minDelta(0.3).patience(2).restoreBestWeights(true))
            .callback(new CsvLogger(log));
    Optimizer optimizer = Adam.create().learningRate(0.02);
    EachStep writing = new EachStep();
    Run whole = new Run(optimizer).fit(samples(), fit.callback(writing));
    assertTrue(whole.history.stopReason().isPresent(), "patience ends before the epochs do");
    String lines = Files.readString(log);
    for (int step = 1; step <= writing.seen; step += 3) {
      Run resumed = new Run(optimizer).fit(samples(), fit.resume(after(step)));
      assertSame(whole, resumed, "after step " + step);
      assertEquals(lines, Files.readString(log), "after step " + step);
    }
  }

  @Test
  void goesOnInTheMiddleOfAStream() {
    Dataset data = new SmallData.Stream(samples());
    Fit fit = Fit.epochs(4).batchSize(BATCH).stepsPerEpoch(4).validationData(samples());
    Run whole = new Run(Adam.create()).fit(data, fit);
    new Run(Adam.create()).fit(data, fit.callback(new EachStep()));
    for (int step = 1; step <= 16; step++) {
      assertSame(
          whole, new Run(Adam.create()).fit(data, fit.resume(after(step))), "after step " + step);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 14})
  void oneLineIsEnoughToSurviveACrash(int step) {
    Path file = directory.resolve("run").resolve("latest.safetensors");
    Run whole = new Run(Adam.create()).fit(samples(), fit().callback(new Halving()));
    Fit fit = fit().callback(new Halving()).resume(file, 1);
    assertThrows(
        Crash.class,
        () -> new Run(Adam.create()).fit(samples(), fit.callback(new CrashBefore(step))));
    assertSame(whole, new Run(Adam.create()).fit(samples(), fit), "crashed");
  }

  @Test
  void withoutStepsItGoesOnFromTheLastEpoch() {
    Path file = directory.resolve("run");
    Run whole = new Run(Adam.create()).fit(samples(), fit());
    assertThrows(
        Crash.class,
        () ->
            new Run(Adam.create()).fit(samples(), fit().resume(file).callback(new CrashBefore(7))));
    CrashBefore counting = new CrashBefore(-1);
    assertSame(
        whole,
        new Run(Adam.create()).fit(samples(), fit().resume(file).callback(counting)),
        "crashed");
    assertEquals(STEPS - STEPS_PER_EPOCH, counting.seen);
  }

  /** Asks for a checkpoint at an event of the run, once. */
  private record At(String event, Path file) implements Callback {
    private void at(String what, Training training) {
      if (event.equals(what) && !Files.exists(file)) {
        training.checkpoint(file);
      }
    }

    @Override
    public void onTrainBegin(Training training) {
      at("train begin", training);
    }

    @Override
    public void onEpochBegin(Training training, int epoch) {
      at("epoch begin", training);
    }

    @Override
    public void onBatchBegin(Training training, int step) {
      at("step begin", training);
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Logs logs) {
      at("epoch end", training);
    }

    @Override
    public void onTrainEnd(Training training) {
      at("train end", training);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"train begin", "epoch begin", "step begin", "epoch end", "train end"})
  void checkpointsMayBeAskedForAtAnyEvent(String event) {
    Path file = directory.resolve(event);
    Run whole =
        new Run(Adam.create())
            .fit(samples(), fit().callback(new At(event, file)).callback(new Halving()));
    Fit resuming = fit().callback(new Halving()).resume(file);
    assertSame(whole, new Run(Adam.create()).fit(samples(), resuming), event);
  }

  @Test
  void theSeedIsThatOfTheRunWhereverTheNetworkComesFrom() {
    Run whole = new Run(Adam.create()).fit(samples(), fit());
    new Run(Adam.create()).fit(samples(), fit().callback(new EachStep()));
    Run other = new Run(SmallModel.two(99), Adam.create());
    assertSame(whole, other.fit(samples(), fit().resume(after(6))), "another seed");
  }

  @Test
  void aFinishedRunIsNotRepeatedButMayBeMadeLonger() {
    Path file = directory.resolve("run");
    Run whole = new Run(Adam.create()).fit(samples(), fit().resume(file));
    CrashBefore counting = new CrashBefore(-1);
    Fit again = fit().resume(file).callback(counting);
    assertSame(whole, new Run(Adam.create()).fit(samples(), again), "again");
    assertEquals(0, counting.seen);

    Fit longer = Fit.epochs(EPOCHS + 1).batchSize(BATCH).validationSplit(SPLIT);
    assertSame(
        new Run(Adam.create()).fit(samples(), longer),
        new Run(Adam.create()).fit(samples(), longer.resume(file)),
        "longer");
  }

  /** Stops training, which is no reason to go on when it is resumed. */
  private record StopIn(int epoch) implements Callback {
    @Override
    public void onBatchEnd(Training training, int step, Logs logs) {
      if (epoch < 0 && step == 2) {
        training.stop("enough steps");
      }
    }

    @Override
    public void onEpochEnd(Training training, int ended, Logs logs) {
      if (ended == epoch) {
        training.stop("enough epochs");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void aRunThatWasStoppedStaysStopped(int epoch) {
    Path file = directory.resolve("run");
    Run whole =
        new Run(Adam.create()).fit(samples(), fit().callback(new StopIn(epoch)).resume(file, 1));
    assertEquals(
        epoch < 0 ? "enough steps" : "enough epochs", whole.history.stopReason().orElseThrow());
    assertSame(whole, new Run(Adam.create()).fit(samples(), fit().resume(file, 1)), "stopped");
  }

  @Test
  void aStopWithinAnEpochIsKeptByTheCheckpointOfThatStep() {
    Run whole =
        new Run(Adam.create())
            .fit(samples(), fit().callback(new EachStep()).callback(new StopIn(-1)));
    assertSame(
        whole, new Run(Adam.create()).fit(samples(), fit().resume(after(3))), "after step 3");
  }

  @Test
  void theNetworkMayBeLoadedFromACheckpoint() throws IOException {
    Path file = directory.resolve("run");
    Run whole = new Run(Adam.create()).fit(samples(), fit().resume(file));
    SmallModel loaded = SmallModel.two(77);
    loaded.restore(file);
    assertArrayEquals(whole.network.parameters(), loaded.parameters());
  }
}

package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.RELU;
import static dev.cortado.annotations.ActivationFunction.SOFTMAX;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.callback.ModelCheckpoint;
import dev.cortado.data.Batch;
import dev.cortado.data.Idx;
import dev.cortado.data.Labels;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Evaluation;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The article's network on real pictures. */
class FashionTest {
  private static final int CLASSES = 10;

  private static Samples samples(String kind) throws IOException {
    String images = "fashion/" + kind + "-images-idx3-ubyte.gz";
    String labels = "fashion/" + kind + "-labels-idx1-ubyte.gz";
    float[][] rows = Idx.rows(Fashion.class.getResourceAsStream(images), images);
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] /= 255;
      }
    }
    int[] classes = Idx.labels(Fashion.class.getResourceAsStream(labels), labels);
    return Samples.of(rows, Labels.oneHot(classes, CLASSES));
  }

  private static Trainer trainer(Fashion.Clothes network) {
    return Trainer.of(network)
        .optimizer(Adam.create())
        .loss(Loss.CATEGORICAL_CROSSENTROPY)
        .metrics(Metric.ACCURACY)
        .build();
  }

  @Test
  void learnsToTellClothesApart(@TempDir Path folder) throws IOException {
    Fashion.Clothes network = ClothesNetwork.create(42);
    Trainer trainer = trainer(network);
    Samples test = samples("t10k");
    trainer.fit(
        samples("train"),
        Fit.epochs(10).batchSize(128).validationSplit(0.1).progress(Progress.NONE));
    Evaluation evaluation = trainer.evaluate(test);
    assertTrue(evaluation.get("accuracy") >= 0.82, evaluation.toString());

    Path file = folder.resolve("clothes.safetensors");
    network.save(file);
    float[][] images = test.inputs().get(0);
    assertTrue(
        Arrays.deepEquals(network.predict(images), ClothesNetwork.load(file).predict(images)));
  }

  @Test
  void givesTheSameBitsFromRunToRun() throws IOException {
    Samples train = samples("train").slice(0, 2000);
    float[][] weights = new float[2][];
    for (int run = 0; run < 2; run++) {
      ClothesNetwork network = ClothesNetwork.create(3);
      trainer(network).fit(train, Fit.epochs(3).batchSize(100).progress(Progress.NONE));
      weights[run] = network.parameters();
    }
    assertArrayEquals(weights[0], weights[1]);
  }

  @Test
  void aRunThatIsResumedEndsWithTheSameBits(@TempDir Path folder) throws IOException {
    Samples train = samples("train").slice(0, 1000);
    Fit fit = Fit.epochs(3).batchSize(64).validationSplit(0.1).progress(Progress.NONE);
    ClothesNetwork whole = ClothesNetwork.create(3);
    trainer(whole).fit(train, fit);
    ModelCheckpoint checkpoints =
        ModelCheckpoint.to(folder.resolve("{epoch}-{batch}").toString()).everySteps(20);
    trainer(ClothesNetwork.create(3)).fit(train, fit.callback(checkpoints));
    // 15 steps an epoch: the 20th and the 40th are within the second and the third.
    for (String file : List.of("2-5", "3-10")) {
      ClothesNetwork resumed = ClothesNetwork.create(0);
      trainer(resumed).fit(train, fit.callback(checkpoints).resume(folder.resolve(file)));
      assertArrayEquals(whole.parameters(), resumed.parameters(), file);
    }
  }

  /** A network that is large enough for its steps to be split. */
  @Network
  interface WideClothes extends Model {
    @Input(784)
    Layer pixels();

    @Dense(units = 256, activation = RELU)
    Layer hidden();

    @Dense(units = 10, activation = SOFTMAX)
    Layer garment();
  }

  @Test
  void givesTheSameBitsOnAnyNumberOfThreads() throws IOException {
    Samples train = samples("train").slice(0, 1000);
    float[][] weights = new float[3][];
    for (int threads = 1; threads <= 3; threads++) {
      WideClothesNetwork network = WideClothesNetwork.create(3);
      Trainer.of(network)
          .loss(Loss.CATEGORICAL_CROSSENTROPY)
          .build()
          .fit(train, Fit.epochs(2).batchSize(128).threads(threads).progress(Progress.NONE));
      weights[threads - 1] = network.parameters();
    }
    assertArrayEquals(weights[0], weights[1]);
    assertArrayEquals(weights[0], weights[2]);
  }

  @Test
  void predictsTheSameAloneAndInABatch() throws IOException {
    float[][] images = samples("t10k").inputs().get(0);
    ClothesNetwork network = ClothesNetwork.create(5);
    float[][] together = network.predict(images);
    for (int i = 0; i < 100; i++) {
      assertArrayEquals(network.predict(images[i]), together[i]);
      assertArrayEquals(network.garment().activations(images[i]), together[i]);
    }
  }

  @Test
  void allocatesNothingPerPredictionAndPerStep() throws IOException {
    ClothesNetwork network = ClothesNetwork.create(1);
    Trainer trainer = trainer(network);
    Samples train = samples("train").slice(0, 64);
    Batch batch = new Batch(64, 1, 1);
    train.batches(64, Order.sequential()).next(batch);
    float[] image = batch.input(0)[0];
    float[] prediction = new float[CLASSES];
    assertEquals(0, allocated(() -> network.predict(image, prediction)));
    assertEquals(0, allocated(() -> trainer.trainOnBatch(batch)));
  }

  /**
   * The bytes that a hundred calls allocate: the least of several times, as HotSpot allocates a
   * little now and then when it compiles.
   */
  private static long allocated(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int span = 0; span < 30 && least > 0; span++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        call.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}

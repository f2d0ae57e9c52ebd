package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.cortado.data.Batch;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.ParameterSpec;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.DivergedException;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The moving averages of batch normalization: who changes them, who uses them, who keeps them. */
class BatchNormalizationTest {
  private static final int COUNT = 50;
  private static final double EPSILON = 1e-3;

  private final Compilation compilation =
      Compiled.layers(
          """
          @Input({2, 3}) Layer in();
          @BatchNormalization(momentum = 0.75) @Output Layer first();
          @Dense(units = 5, activation = TANH) Layer hidden();
          @BatchNormalization(frozen = true) Layer fixed();
          @BatchNormalization(center = false, scale = false) Layer last();
          @Flatten Layer flat();
          @Dense(units = 2) @Output Layer out();
          """);

  private final Samples samples = samples(new Random(3));

  private static Samples samples(Random random) {
    float[][] inputs = new float[COUNT][6];
    float[][] targets = new float[COUNT][2];
    for (int s = 0; s < COUNT; s++) {
      for (int i = 0; i < 6; i++) {
        inputs[s][i] = (float) (3 + (1 + i % 3) * random.nextGaussian());
      }
      targets[s][0] = random.nextFloat();
      targets[s][1] = inputs[s][0] - inputs[s][4];
    }
    return Samples.of(inputs, targets);
  }

  private CompiledModel create() throws ReflectiveOperationException, IOException {
    return Compiled.create(compilation, 5);
  }

  private static Trainer trainer(CompiledModel model) {
    return Trainer.of(model)
        .optimizer(Adam.create().learningRate(0.01))
        .loss("out", Loss.MEAN_SQUARED_ERROR)
        .build();
  }

  private static Fit fit(int epochs) {
    return Fit.epochs(epochs).batchSize(16).progress(Progress.NONE);
  }

  private static float[] parameter(CompiledModel model, String path) {
    ParameterSpec spec =
        model.blueprint().parameters().stream()
            .filter(parameter -> parameter.path().equals(path))
            .findFirst()
            .orElseThrow();
    int end = spec.offset() + spec.shape().size();
    return Arrays.copyOfRange(model.parameters(), spec.offset(), end);
  }

  @Test
  void stepsMoveTheAverages() throws ReflectiveOperationException, IOException {
    CompiledModel model = create();
    Trainer trainer = trainer(model);
    double[] mean = new double[3];
    double[] variance = {1, 1, 1};
    for (int batchSize : new int[] {7, 1, 20}) {
      trainer.trainOnBatch(batch(batchSize));
      for (int channel = 0; channel < 3; channel++) {
        double[] values = values(batchSize, channel);
        double of = Arrays.stream(values).average().orElseThrow();
        double around = Arrays.stream(values).map(x -> (x - of) * (x - of)).average().orElseThrow();
        mean[channel] = 0.75 * mean[channel] + 0.25 * of;
        variance[channel] = 0.75 * variance[channel] + 0.25 * around;
      }
    }
    for (int channel = 0; channel < 3; channel++) {
      assertEquals(mean[channel], parameter(model, "first/moving_mean")[channel], 1e-5);
      assertEquals(variance[channel], parameter(model, "first/moving_variance")[channel], 1e-5);
    }
  }

  private Batch batch(int size) throws IOException {
    Batch batch = new Batch(size, 1, 1);
    assertTrue(samples.batches(size, Order.sequential()).next(batch));
    return batch;
  }

  /** A channel of the first samples, at both positions. */
  private double[] values(int count, int channel) {
    return Arrays.stream(samples.inputs().get(0))
        .limit(count)
        .flatMapToDouble(row -> DoubleStream.of(row[channel], row[3 + channel]))
        .toArray();
  }

  @Test
  void predictionsUseTheAverages() throws ReflectiveOperationException, IOException {
    CompiledModel model = create();
    trainer(model).fit(samples, fit(4));
    float[] mean = parameter(model, "first/moving_mean");
    float[] variance = parameter(model, "first/moving_variance");
    float[] gamma = parameter(model, "first/gamma");
    float[] beta = parameter(model, "first/beta");
    float[] in = samples.inputs().get(0)[0];
    float[] first = model.layer("first").activations(new float[][] {in});
    for (int i = 0; i < 6; i++) {
      int c = i % 3;
      double expected = gamma[c] * (in[i] - mean[c]) / Math.sqrt(variance[c] + EPSILON) + beta[c];
      assertEquals(expected, first[i], 1e-5);
    }
    // Alone as in a batch, and without changing anything
    float[] before = model.parameters().clone();
    assertArrayEquals(first, model.predictAll(samples.inputs().get(0))[0][0]);
    trainer(model).evaluate(samples);
    assertArrayEquals(before, model.parameters());
  }

  @Test
  void frozenLayersKeepTheirs() throws ReflectiveOperationException, IOException {
    CompiledModel model = create();
    List<String> names = List.of("gamma", "beta", "moving_mean", "moving_variance");
    float[][] before =
        names.stream().map(name -> parameter(model, "fixed/" + name)).toArray(float[][]::new);
    trainer(model).fit(samples, fit(2));
    for (int i = 0; i < before.length; i++) {
      assertArrayEquals(before[i], parameter(model, "fixed/" + names.get(i)));
    }
    assertFalse(Arrays.equals(new float[5], parameter(model, "last/moving_mean")));
  }

  @Test
  void filesAndCopiesHoldThem(@TempDir Path folder)
      throws ReflectiveOperationException, IOException {
    CompiledModel model = create();
    trainer(model).fit(samples, fit(2));
    Path file = folder.resolve("weights.safetensors");
    model.save(file);
    CompiledModel loaded = create();
    loaded.restore(file);
    assertArrayEquals(model.parameters(), loaded.parameters());
    CompiledModel copy = model.copy();
    trainer(model).fit(samples, fit(1));
    assertArrayEquals(loaded.parameters(), copy.parameters());
    assertFalse(
        Arrays.equals(
            parameter(copy, "last/moving_variance"), parameter(model, "last/moving_variance")));
  }

  @Test
  void resumedRunsEndWithTheSameBits(@TempDir Path folder)
      throws ReflectiveOperationException, IOException {
    CompiledModel whole = create();
    trainer(whole).fit(samples, fit(4));
    Path file = folder.resolve("run.checkpoint");
    trainer(create()).fit(samples, fit(2).resume(file));
    CompiledModel resumed = create();
    trainer(resumed).fit(samples, fit(4).resume(file));
    assertArrayEquals(whole.parameters(), resumed.parameters());
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() throws ReflectiveOperationException, IOException {
    CompiledModel one = create();
    trainer(one).fit(samples, fit(2).threads(1));
    for (int threads = 2; threads <= 3; threads++) {
      CompiledModel more = create();
      trainer(more).fit(samples, fit(2).threads(threads));
      assertArrayEquals(one.parameters(), more.parameters());
    }
  }

  @Test
  void aStepThatDivergesLeavesThem() throws ReflectiveOperationException, IOException {
    CompiledModel model = create();
    Batch batch = batch(3);
    Arrays.fill(model.parameters(), 0, 1, Float.NaN);
    float[] before = model.parameters().clone();
    assertThrows(DivergedException.class, () -> trainer(model).trainOnBatch(batch));
    assertArrayEquals(before, model.parameters());
  }

  @Test
  void summariesCountThemAsNotTrainable() throws ReflectiveOperationException, IOException {
    CompiledModel model = create();
    // fixed has 20, first 6 and last 10 that no gradient changes
    assertEquals(36, model.parameterCount() - model.trainableCount());
    assertTrue(model.summary().contains("Non-trainable params: 36 "), model.summary());
  }
}

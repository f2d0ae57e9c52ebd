package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Workspace;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictions that leave out what a batch normalization and relu after a layer can do without. */
class FoldedNormalizationTest {
  private static final int COUNT = 37;
  private static final int SIZE = 7 * 6 * 3;

  /** Each kind of layer that can be folded, in large and in small. */
  private static final String LAYERS =
      """
      @Input({7, 6, 3}) Layer in();
      @Conv2D(filters = 20, kernelSize = 3, padding = Padding.SAME) Layer conv();
      @BatchNormalization(momentum = 0.5) Layer convNormal();
      @Activation(RELU) Layer convPositive();
      @Conv2D(filters = 6, kernelSize = 2, groups = 2, useBias = false) Layer grouped();
      @BatchNormalization(momentum = 0.5, scale = false) Layer groupedNormal();
      @DepthwiseConv2D(kernelSize = 3, depthMultiplier = 2, padding = Padding.SAME) Layer deep();
      @BatchNormalization(momentum = 0.5, center = false) Layer deepNormal();
      @Activation(RELU) Layer deepPositive();
      @SeparableConv2D(filters = 5, kernelSize = 2) Layer apart();
      @BatchNormalization(momentum = 0.5, center = false, scale = false) Layer apartNormal();
      @Conv2DTranspose(filters = 4, kernelSize = 3, strides = 2) Layer larger();
      @BatchNormalization(momentum = 0.5) Layer largerNormal();
      @Activation(RELU) Layer largerPositive();
      @Dense(units = 17) Layer each();
      @BatchNormalization(momentum = 0.5) Layer eachNormal();
      @Activation(TANH) Layer eachBounded();
      @GlobalAveragePooling2D Layer mean();
      @BatchNormalization(momentum = 0.5) Layer meanNormal();
      @Activation(RELU) Layer meanPositive();
      @Dense(units = 12) Layer registers();
      @BatchNormalization(momentum = 0.5) Layer registersNormal();
      @Activation(RELU) Layer registersPositive();
      @Dense(units = 3) Layer straight();
      @BatchNormalization(frozen = true) Layer straightNormal();
      @Dense(units = 2) Layer out();
      """;

  private final Compilation compilation =
      Compiled.compile(
          "@Network(explain = true)\npublic interface Net extends Model {\n" + LAYERS + "}\n");

  private final Samples samples = samples(new Random(4));

  private static Samples samples(Random random) {
    float[][] inputs = new float[COUNT][SIZE];
    float[][] targets = new float[COUNT][2];
    for (int s = 0; s < COUNT; s++) {
      for (int i = 0; i < SIZE; i++) {
        inputs[s][i] = (float) (1 + 2 * random.nextGaussian());
      }
      targets[s][0] = inputs[s][0];
      targets[s][1] = random.nextFloat();
    }
    return Samples.of(inputs, targets);
  }

  private static String text(Compilation compilation) throws IOException {
    return compilation
        .generatedSourceFile("test.NetNetwork")
        .orElseThrow()
        .getCharContent(true)
        .toString();
  }

  private CompiledModel trained() throws ReflectiveOperationException, IOException {
    CompiledModel model = Compiled.create(compilation, 5);
    trainer(model).fit(samples, fit(2));
    return model;
  }

  private static Trainer trainer(CompiledModel model) {
    return Trainer.of(model)
        .optimizer(Adam.create().learningRate(0.01))
        .loss(Loss.MEAN_SQUARED_ERROR)
        .build();
  }

  private static Fit fit(int epochs) {
    return Fit.epochs(epochs).batchSize(8).progress(Progress.NONE);
  }

  private float[][] rows() {
    return samples.inputs().get(0);
  }

  /** The output as {@code forward} computes it, which computes every layer. */
  private float[][] withEveryLayer(CompiledModel model) {
    Workspace workspace = model.workspace(COUNT, false);
    workspace.input(0, rows(), 0, COUNT);
    model.forward(workspace, COUNT);
    return workspace.layer(model.layers().size() - 1);
  }

  private void assertFollows(CompiledModel model) {
    float[][] expected = withEveryLayer(model);
    assertArrayEquals(expected, model.predict(rows()), "in a batch");
    for (int s = 0; s < COUNT; s++) {
      assertArrayEquals(expected[s], model.predict(rows()[s]), "alone");
    }
  }

  @Test
  void everyKindIsFolded() throws IOException {
    String source = text(compilation);
    for (String layer :
        List.of("Grouped", "Deep", "Apart", "Larger", "Each", "MeanNormal", "Registers")) {
      assertTrue(source.contains("predict" + layer + "(b."), layer);
    }
    assertTrue(source.contains("predictConv(b.input(0), b.convPositive, samples"), source);
    assertTrue(source.contains("predictStraight(b."), source);
    assertFalse(source.contains("predictOut("), source);
  }

  @Test
  void predictionsFollowTrainingAndFiles(@TempDir Path folder)
      throws ReflectiveOperationException, IOException {
    CompiledModel model = trained();
    assertFollows(model);
    float[] before = model.predict(rows()[0]);
    trainer(model).fit(samples, fit(1));
    assertFollows(model);
    assertNotSame(before, model.predict(rows()[0]));
    CompiledModel other = Compiled.create(compilation, 6);
    assertNotSame(other.predict(rows()[0]), model.predict(rows()[0]));
    Path file = folder.resolve("weights.safetensors");
    model.save(file);
    other.restore(file);
    assertArrayEquals(model.predict(rows()), other.predict(rows()));
    // Even what changes the array itself
    model.parameters()[model.parameters().length - 1] += 3;
    assertFollows(model);
    assertNotSame(other.predict(rows()[0]), model.predict(rows()[0]));
  }

  private static void assertNotSame(float[] one, float[] other) {
    assertFalse(Arrays.equals(one, other));
  }

  @Test
  void evaluationsUseTheMovingAverages() throws ReflectiveOperationException, IOException {
    CompiledModel model = trained();
    double sum = 0;
    float[][] predicted = withEveryLayer(model);
    float[][] targets = samples.targets().get(0);
    for (int s = 0; s < COUNT; s++) {
      for (int i = 0; i < 2; i++) {
        double error = (double) predicted[s][i] - targets[s][i];
        sum += error * error / (2 * COUNT);
      }
    }
    assertEquals(sum, trainer(model).evaluate(samples).loss(), 1e-6 * sum);
  }

  @Test
  void severalThreadsPredictTheSameBits()
      throws ReflectiveOperationException, IOException, InterruptedException, ExecutionException {
    CompiledModel model = trained();
    float[][] expected = withEveryLayer(model);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Future<?>> futures = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      futures.add(
          threads.submit(
              () -> {
                for (int times = 0; times < 20; times++) {
                  assertArrayEquals(expected, model.predict(rows()));
                  assertArrayEquals(expected[times], model.predict(rows()[times]));
                }
              }));
    }
    threads.shutdown();
    for (Future<?> future : futures) {
      future.get();
    }
  }

  @Test
  void nothingIsAllocated() throws ReflectiveOperationException, IOException {
    CompiledModel model = trained();
    float[][] outputs = new float[COUNT][2];
    assertEquals(0, Allocations.least(() -> model.predict(rows()[0], outputs[0])));
    Workspace workspace = model.workspace(COUNT, false);
    workspace.input(0, rows(), 0, COUNT);
    assertEquals(0, Allocations.least(() -> model.forwardOutputs(workspace, COUNT)));
  }

  @Test
  void whatIsReadTwiceIsNotFolded() throws IOException {
    for (String layers :
        List.of(
            """
            @Dense(units = 20) Layer wide();
            @BatchNormalization Layer normal();
            @Add({"wide", "normal"}) Layer sum();
            """,
            """
            @Dense(units = 20) @Output Layer wide();
            @BatchNormalization Layer normal();
            """,
            """
            @Dense(units = 20, activation = RELU) Layer wide();
            @BatchNormalization Layer normal();
            """)) {
      Compilation compiled =
          Compiled.layers(
              "@Input(12) Layer in();\n" + layers + "@Dense(units = 2) @Output Layer out();");
      assertFalse(text(compiled).contains("Normalized"), layers);
    }
  }
}

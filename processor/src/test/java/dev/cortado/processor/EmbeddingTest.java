package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.testing.compile.Compilation;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.optimizer.Optimizer;
import dev.cortado.optimizer.Sgd;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows of an embedding are read and which learn. */
class EmbeddingTest {
  private static final int STEPS = 4;
  private static final int LENGTH = 3;

  private final Compilation compilation =
      Compiled.layers(
          """
          @Input(4) Layer words();
          @Embedding(inputDim = 10, outputDim = 3, maskZero = true) Layer vectors();
          @Flatten Layer flat();
          @Dense(units = 2) Layer out();
          """);

  private CompiledModel create() throws ReflectiveOperationException, IOException {
    return Compiled.create(compilation, 5);
  }

  private static Trainer trainer(CompiledModel model, Optimizer optimizer) {
    return Trainer.of(model).optimizer(optimizer).loss(Loss.MEAN_SQUARED_ERROR).build();
  }

  private static float[] vectors(CompiledModel model) {
    return model.layer("vectors").parameter("embeddings").data.clone();
  }

  private static float[] row(float[] matrix, int token) {
    return Arrays.copyOfRange(matrix, token * LENGTH, (token + 1) * LENGTH);
  }

  private static Samples samples(float[]... tokens) {
    float[][] targets = new float[tokens.length][2];
    for (float[] target : targets) {
      Arrays.fill(target, 1);
    }
    return Samples.of(tokens, targets);
  }

  @Test
  void readsTheRowsThatTokensName() throws Exception {
    CompiledModel model = create();
    float[] found = model.layer("vectors").activations(new float[] {9, 0, -0f, 4});
    float[] all = vectors(model);
    int[] tokens = {9, 0, 0, 4};
    for (int t = 0; t < STEPS; t++) {
      assertArrayEquals(row(all, tokens[t]), row(found, t));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 10, 2.5f, 3e9f, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesWhatIsNoToken(float token) throws Exception {
    CompiledModel model = create();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> model.predict(new float[] {1, 2, token, 3}));
    assertEquals(
        "layer 'vectors' takes tokens, whole numbers from 0 to 9, but sample 0 of the batch has "
            + token
            + " at position 2; check the vocabulary, or raise inputDim",
        e.getMessage());
  }

  @Test
  void aWrongTokenChangesNoWeights() throws Exception {
    CompiledModel model = create();
    float[] before = model.parameters().clone();
    Samples samples = samples(new float[] {1, 2, 3, 4}, new float[] {1, 2, 3, 10});
    Trainer trainer = trainer(model, Sgd.create());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> trainer.fit(samples, Fit.epochs(1).shuffle(false).progress(Progress.NONE)));
    assertEquals(
        "layer 'vectors' takes tokens, whole numbers from 0 to 9, but sample 1 of the batch has 10.0 at position 3; check the vocabulary, or raise inputDim",
        e.getMessage());
    assertArrayEquals(before, model.parameters());
  }

  /** The gradient is used again and again: what one batch touched is not in that of the next. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void onlyRowsThatOccurredLearn(int accumulation) throws Exception {
    CompiledModel model = create();
    Optimizer sgd = Sgd.create().learningRate(0.1);
    Trainer trainer =
        trainer(model, accumulation == 1 ? sgd : sgd.accumulateGradients(accumulation));
    float[] start = vectors(model);
    fit(trainer, samples(new float[] {1, 2, 2, 1}));
    fit(trainer, samples(new float[] {1, 1, 1, 1}));
    float[] middle = vectors(model);
    for (int token = 0; token < 10; token++) {
      assertEquals(token != 1 && token != 2, Arrays.equals(row(start, token), row(middle, token)));
    }
    fit(trainer, samples(new float[] {7, 7, 8, 8}));
    fit(trainer, samples(new float[] {7, 7, 7, 7}));
    float[] end = vectors(model);
    for (int token = 0; token < 10; token++) {
      assertEquals(token != 7 && token != 8, Arrays.equals(row(middle, token), row(end, token)));
    }
  }

  private static void fit(Trainer trainer, Samples samples) {
    trainer.fit(samples, Fit.epochs(1).progress(Progress.NONE));
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() throws Exception {
    Random random = new Random(3);
    float[][] tokens = new float[300][STEPS];
    for (float[] row : tokens) {
      for (int t = 0; t < STEPS; t++) {
        row[t] = random.nextInt(10);
      }
    }
    float[][] results = new float[2][];
    for (int threads = 1; threads <= 2; threads++) {
      CompiledModel model = create();
      trainer(model, Sgd.create())
          .fit(samples(tokens), Fit.epochs(2).threads(threads).progress(Progress.NONE));
      results[threads - 1] = model.parameters();
    }
    assertArrayEquals(results[0], results[1]);
  }
}

package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.testing.compile.Compilation;
import dev.cortado.data.Dataset;
import dev.cortado.data.Order;
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
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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

  private static String noToken(int row, int column, String input, String layer) {
    return "row %d, column %d of the input '%s' is 10.0, but layer '%s' takes tokens, whole numbers from 0 to 9; check the vocabulary, or raise inputDim"
        .formatted(row, column, input, layer);
  }

  private static String refused(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void aWrongTokenInMemoryIsFoundBeforeTheFirstStep() throws Exception {
    CompiledModel model = create();
    float[] before = model.parameters().clone();
    Samples samples = samples(new float[] {1, 2, 3, 4}, new float[] {1, 2, 3, 10});
    Fit fit = Fit.epochs(1).batchSize(1).shuffle(false).progress(Progress.NONE);
    assertEquals(
        noToken(1, 3, "words", "vectors"),
        refused(() -> trainer(model, Sgd.create()).fit(samples, fit)));
    assertArrayEquals(before, model.parameters());
  }

  /** It is read once, batch by batch: the step before the wrong token's is taken. */
  @Test
  void aWrongTokenOfAStreamIsFoundBeforeItsStep() throws Exception {
    CompiledModel model = create();
    Samples samples = samples(new float[] {1, 2, 3, 4}, new float[] {1, 2, 10, 10});
    AtomicInteger passes = new AtomicInteger();
    Dataset stream =
        new Dataset() {
          @Override
          public OptionalInt size() {
            return OptionalInt.empty();
          }

          @Override
          public Batches batches(int batchSize, Order order) {
            passes.incrementAndGet();
            return samples.batches(batchSize, order);
          }
        };
    Fit fit = Fit.epochs(1).batchSize(1).shuffle(false).progress(Progress.NONE);
    Trainer trainer = trainer(model, Sgd.create());
    assertEquals(noToken(1, 2, "words", "vectors"), refused(() -> trainer.fit(stream, fit)));
    assertEquals(1, passes.get());
    CompiledModel firstStep = create();
    trainer(firstStep, Sgd.create()).fit(samples.slice(0, 1), fit);
    assertArrayEquals(firstStep.parameters(), model.parameters());
    assertEquals(noToken(1, 2, "words", "vectors"), refused(() -> trainer.predict(stream)));
  }

  /** What generated classes tell of embeddings whose parameters others have, or that are inside. */
  @Test
  void sharedAndInnerEmbeddingsAreKnown() throws Exception {
    String words =
        """
        @Network public interface Words extends Model {
          @Input(4) Layer in();
          @Embedding(inputDim = 10, outputDim = 3) Layer rows();
          @Flatten Layer flat();
        }
        """;
    String net =
        """
        @Network public interface Net extends Model {
          @Input(4) Layer left();
          @Input(4) Layer right();
          @Input(4) Layer inner();
          @Embedding(inputDim = 10, outputDim = 3, input = "left") Layer one();
          @Embedding(inputDim = 10, outputDim = 3, input = "right") @SharedWeights("one")
          Layer other();
          @Add({"one", "other"}) Layer both();
          @Flatten Layer flat();
          @Use(value = Words.class, input = "inner") Layer words();
          @Concatenate({"flat", "words"}) Layer all();
          @Dense(units = 2) Layer out();
        }
        """;
    CompiledModel model = Compiled.create(Compiled.compile(Map.of("Net", net, "Words", words)), 1);
    Trainer trainer = trainer(model, Sgd.create());
    List<String> layers = List.of("one", "other", "words/rows");
    List<String> inputs = List.of("left", "right", "inner");
    for (int i = 0; i < 3; i++) {
      List<float[][]> rows = List.of(new float[3][4], new float[3][4], new float[3][4]);
      rows.get(i)[2][1] = 10;
      Samples samples = Samples.of(rows, List.<float[][]>of(new float[3][2]));
      assertEquals(
          noToken(2, 1, inputs.get(i), layers.get(i)),
          refused(() -> trainer.fit(samples, Fit.epochs(1).progress(Progress.NONE))));
    }
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

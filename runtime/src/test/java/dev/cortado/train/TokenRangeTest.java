package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortado.data.Batch;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.Blueprint;
import dev.cortado.model.Head;
import dev.cortado.model.Shape;
import dev.cortado.model.WeightInitializer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are no tokens are found before the network, which computes nothing, is asked. */
class TokenRangeTest {
  private static final WeightInitializer ZEROS = (shape, random, values, offset) -> {};

  /**
   * Two embeddings read {@code words}, of 10 and of 7 tokens; none reads {@code scores} directly:
   * {@code whole} is a network that is used, and {@code late} reads what another layer made of it.
   */
  private final ShapesModel network =
      new ShapesModel(
          Blueprint.of("Texts", "t")
              .layer("words", "Input", Shape.of(3))
              .layer("scores", "Input", Shape.of(2))
              .layer("many", "Embedding", Shape.of(3, 2), "words")
              .parameter("embeddings", Shape.of(10, 2), 0, ZEROS)
              .layer("few", "Embedding", Shape.of(3, 1), "words")
              .frozen("embeddings", Shape.of(7, 1), 20, ZEROS)
              .layer("whole", "Embedding", Shape.of(2), "scores")
              .layer("turned", "Permute", Shape.of(2), "scores")
              .layer("late", "Embedding", Shape.of(2, 1), "turned")
              .parameter("embeddings", Shape.of(4, 1), 27, ZEROS)
              .layer("out", "Dense", Shape.of(1), "late")
              .output("out", Head.NONE)
              .build());

  private final Trainer trainer = Trainer.of(network).loss(Loss.MEAN_SQUARED_ERROR).build();

  private static Samples samples(float[]... words) {
    return Samples.of(
        List.of(words, new float[words.length][2]), List.<float[][]>of(new float[words.length][1]));
  }

  private static Fit fit() {
    return Fit.epochs(1).batchSize(1).progress(Progress.NONE);
  }

  private static String refused(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 10, 2.5f, 3e9f, -3e9f})
  void samplesAreReadBeforeTraining(float token) throws IOException {
    Samples samples = samples(new float[] {0, 6, -0f}, new float[] {1, token, 12});
    String message =
        "row 1, column 1 of the input 'words' is %s, but layer 'many' takes tokens, whole numbers from 0 to 9; check the vocabulary, or raise inputDim"
            .formatted(token);
    assertEquals(message, refused(() -> trainer.fit(samples, fit())));
    assertEquals(message, refused(() -> trainer.evaluate(samples)));
    assertEquals(
        "validation data: " + message,
        refused(() -> trainer.fit(samples(new float[3]), fit().validationData(samples))));
    Batch batch = new Batch(2, 2, 1);
    samples.batches(2, Order.sequential()).next(batch);
    assertEquals(message, refused(() -> trainer.trainOnBatch(batch)));
  }

  @Test
  void eachEmbeddingHasItsOwnRange() {
    assertEquals(
        "row 0, column 2 of the input 'words' is 7.0, but layer 'few' takes tokens, whole numbers from 0 to 6; check the vocabulary, or raise inputDim",
        refused(() -> trainer.fit(samples(new float[] {6, 0, 7}), fit())));
  }

  /** NaN is no token either, but what is to be done about it is another thing. */
  @Test
  void aMissingNumberIsSaidToBeMissing() {
    assertEquals(
        "row 0, column 1 of the input 'words' is NaN; leave the row out, or put a number there, such as the column's mean",
        refused(() -> trainer.fit(samples(new float[] {8, Float.NaN, 7}), fit())));
  }

  @Test
  void otherInputsTakeAnyNumber() {
    Samples samples =
        Samples.of(
            List.of(new float[][] {{0, 3, 6}}, new float[][] {{-1, 2.5f}}),
            List.<float[][]>of(new float[1][1]));
    AssertionError reached =
        assertThrows(AssertionError.class, () -> trainer.fit(samples, fit()), "it passes");
    assertEquals("it computes nothing", reached.getMessage());
  }
}

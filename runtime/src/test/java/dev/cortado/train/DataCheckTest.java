package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Logs;
import dev.cortado.callback.Training;
import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.data.Labels;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.Blueprint;
import dev.cortado.model.Head;
import dev.cortado.model.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every message about data that does not fit, word by word. */
class DataCheckTest {
  private static final int ROWS = 6;

  private final Trainer sparse =
      Trainer.of(SmallModel.one(1)).loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY).build();
  private final Trainer categorical =
      Trainer.of(SmallModel.one(1)).loss(Loss.CATEGORICAL_CROSSENTROPY).build();

  /** Rows that are not looked at when they are made, as those of a reader. */
  private static final class Rows implements Dataset {
    private final float[][] inputs;
    private final float[][] targets;
    private final float[] weights;

    private Rows(float[][] inputs, float[][] targets, float[] weights) {
      this.inputs = inputs;
      this.targets = targets;
      this.weights = weights;
    }

    @Override
    public OptionalInt size() {
      return OptionalInt.empty();
    }

    @Override
    public Batches batches(int batchSize, Order order) {
      return new Batches() {
        private int from;

        @Override
        public boolean next(Batch batch) {
          int count = Math.min(batchSize, inputs.length - from);
          batch.samples(count);
          System.arraycopy(inputs, from, batch.input(0), 0, count);
          System.arraycopy(targets, from, batch.target(0), 0, count);
          System.arraycopy(weights, from, batch.weights(), 0, count);
          from += count;
          return count > 0;
        }
      };
    }
  }

  private static float[][] inputs() {
    return SmallData.inputs(ROWS);
  }

  private static float[][] labels() {
    return SmallData.one(ROWS).targets().get(0);
  }

  private static float[][] oneHot() {
    return Labels.oneHot(SmallData.labels(ROWS), 3);
  }

  private static float[] ones() {
    float[] ones = new float[ROWS];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static Fit fit() {
    return Fit.epochs(1).batchSize(2).progress(Progress.NONE);
  }

  private static String refused(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  /** The same message where rows are in memory, read as they come, in a batch, for validation. */
  private void assertRefused(
      String message, Trainer trainer, float[][] inputs, float[][] targets, float[] weights) {
    Samples samples = Samples.of(inputs, targets).weights(weights);
    Rows stream = new Rows(inputs, targets, weights);
    Samples good = Samples.of(inputs(), trainer == sparse ? labels() : oneHot());
    Batch batch = new Batch(ROWS, 1, 1);
    fill(samples, batch);
    assertEquals(message, refused(() -> trainer.fit(samples, fit())));
    assertEquals(message, refused(() -> trainer.fit(stream, fit())));
    assertEquals(message, refused(() -> trainer.evaluate(samples)));
    assertEquals(message, refused(() -> trainer.evaluate(stream, 2)));
    assertEquals(message, refused(() -> trainer.trainOnBatch(batch)));
    assertEquals(message, refused(() -> trainer.testOnBatch(batch)));
    for (Dataset held : List.of(samples, stream)) {
      assertEquals(
          "validation data: " + message,
          refused(() -> trainer.fit(good, fit().validationData(held))));
    }
  }

  private static void fill(Dataset data, Batch batch) {
    try {
      data.batches(batch.capacity(), Order.sequential()).next(batch);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void goodDataIsTaken() {
    sparse.fit(Samples.of(inputs(), labels()), fit());
    sparse.fit(new Rows(inputs(), labels(), ones()), fit());
    categorical.fit(Samples.of(inputs(), oneHot()), fit());
  }

  @Test
  void aNumberIsMissing() {
    float[][] inputs = inputs();
    inputs[3][1] = Float.NaN;
    inputs[4][0] = Float.NaN;
    assertRefused(
        "row 3, column 1 of the input 'input' is NaN; leave the row out, or put a number there, such as the column's mean",
        sparse,
        inputs,
        labels(),
        ones());
  }

  @Test
  void aNumberIsInfinite() {
    float[][] inputs = inputs();
    inputs[5][2] = Float.NEGATIVE_INFINITY;
    assertRefused(
        "row 5, column 2 of the input 'input' is -Infinity; leave the row out, or put a number there, such as the column's mean",
        sparse,
        inputs,
        labels(),
        ones());
  }

  @Test
  void rowsAreTooLong() {
    assertRefused(
        "row 0 has 4 values for the input 'input', whose shape (3) takes 3; give each sample as one row in row-major order, or mend the shape of the @Input",
        sparse,
        new float[ROWS][4],
        labels(),
        ones());
  }

  @Test
  void oneRowIsTooShort() {
    float[][] inputs = inputs();
    inputs[3] = new float[1];
    assertEquals(
        "row 3 has 1 value for the input 'input', whose shape (3) takes 3; give each sample as one row in row-major order, or mend the shape of the @Input",
        refused(() -> sparse.fit(new Rows(inputs, labels(), ones()), fit())));
  }

  @Test
  void aRowIsNull() {
    float[][] inputs = inputs();
    inputs[4] = null;
    String message =
        "row 4 has no values for the input 'input', whose shape (3) takes 3; give each sample as one row in row-major order, or mend the shape of the @Input";
    Rows rows = new Rows(inputs, labels(), ones());
    assertEquals(message, refused(() -> sparse.fit(rows, fit())));
    assertEquals(message, refused(() -> sparse.predict(rows)));
    float[][] targets = labels();
    targets[1] = null;
    assertEquals(
        "row 1 has no values as target of the output 'kind' of shape (3), where sparse_categorical_crossentropy takes 1; give as many, or another number of units to the output",
        refused(() -> sparse.fit(new Rows(inputs(), targets, ones()), fit())));
  }

  @Test
  void aLabelIsNoClass() {
    float[][] targets = labels();
    targets[4][0] = 3;
    assertRefused(
        "row 4 of the target of 'kind': label 3.0 at index 0 is no class from 0 to 2; number classes from 0, or leave labels out with SPARSE_CATEGORICAL_CROSSENTROPY.ignoreClass",
        sparse,
        inputs(),
        targets,
        ones());
  }

  @Test
  void probabilitiesAreNone() {
    float[][] targets = oneHot();
    targets[2] = new float[] {0.25f, 0.25f, 0.25f};
    String message = refused(() -> categorical.fit(Samples.of(inputs(), targets), fit()));
    assertTrue(
        message.startsWith(
            "row 2 of the target of 'kind': values 0 to 2 of the target sum to 0.75, but the probabilities that categorical_crossentropy takes sum to 1"),
        message);
  }

  @Test
  void labelsAreGivenToALossOfProbabilities() {
    assertRefused(
        "row 0 has 1 value as target of the output 'kind' of shape (3), where categorical_crossentropy takes 3; indices of classes go with a sparse loss, or into Labels.oneHot",
        categorical,
        inputs(),
        labels(),
        ones());
  }

  @Test
  void probabilitiesAreGivenToALossOfLabels() {
    assertRefused(
        "row 0 has 3 values as target of the output 'kind' of shape (3), where sparse_categorical_crossentropy takes 1; a value for each class goes with a loss that is not sparse",
        sparse,
        inputs(),
        oneHot(),
        ones());
  }

  @Test
  void targetsAreOfAnotherNetwork() {
    assertRefused(
        "row 0 has 5 values as target of the output 'kind' of shape (3), where categorical_crossentropy takes 3; give as many, or another number of units to the output",
        categorical,
        inputs(),
        new float[ROWS][5],
        ones());
  }

  @Test
  void aWeightIsNotFinite() {
    float[] weights = ones();
    weights[5] = Float.NaN;
    assertRefused(
        "the weight of row 5 is NaN; give a finite number, 1 for a sample that counts as any other",
        sparse,
        inputs(),
        labels(),
        weights);
  }

  @Test
  void thereAreNoSamples() {
    Samples none = Samples.of(new float[0][], new float[0][]);
    String message = "there are no samples for network SmallOne; give at least 1";
    assertEquals(message, refused(() -> sparse.fit(none, fit())));
    assertEquals(message, refused(() -> sparse.evaluate(none)));
  }

  @Test
  void anInputOrOutputIsMissing() {
    Trainer two =
        Trainer.of(SmallModel.two(1))
            .loss("kind", Loss.CATEGORICAL_CROSSENTROPY)
            .loss("value", Loss.MEAN_SQUARED_ERROR)
            .build();
    String message =
        "network SmallTwo has the inputs [input] and the outputs [kind, value], but the samples have rows for %d inputs and %d outputs; give rows for each, in this order";
    Samples oneTarget = Samples.of(inputs(), oneHot());
    assertEquals(message.formatted(1, 1), refused(() -> two.fit(oneTarget, fit())));
    Samples twoInputs =
        Samples.of(List.of(inputs(), inputs()), List.of(oneHot(), new float[ROWS][1]));
    assertEquals(message.formatted(2, 2), refused(() -> two.evaluate(twoInputs)));
    Batch batch = new Batch(ROWS, 1, 1);
    fill(oneTarget, batch);
    assertEquals(message.formatted(1, 1), refused(() -> two.trainOnBatch(batch)));
    assertEquals(
        "the batch is of a network with 1 inputs, which has no input 1; fill as many as the network has",
        refused(() -> two.predict(twoInputs)));
  }

  @Test
  void rowsOfASplitHaveTheNumbersOfTheWhole() {
    float[][] inputs = inputs();
    inputs[5][0] = Float.NaN;
    assertEquals(
        "row 5, column 0 of the input 'input' is NaN; leave the row out, or put a number there, such as the column's mean",
        refused(() -> sparse.fit(Samples.of(inputs, labels()), fit().validationSplit(0.4))));
  }

  @Test
  void aStreamIsCheckedBeforeTheStepThatWouldUseIt() {
    float[][] inputs = inputs();
    inputs[3][1] = Float.NaN;
    AtomicInteger steps = new AtomicInteger();
    Callback counting =
        new Callback() {
          @Override
          public void onBatchEnd(Training training, int step, Logs logs) {
            steps.incrementAndGet();
          }
        };
    refused(() -> sparse.fit(new Rows(inputs, labels(), ones()), fit().callback(counting)));
    assertEquals(1, steps.get());
  }

  @Test
  void classWeightsAreForOneClassASample() {
    ShapesModel network =
        new ShapesModel(
            Blueprint.of("Sequence", "s")
                .layer("input", "Input", Shape.of(4))
                .layer("tags", "Dense", Shape.of(2, 3), "input")
                .output("tags", Head.SOFTMAX)
                .build());
    Trainer trainer = Trainer.of(network).loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY).build();
    assertEquals(
        "class weights are for targets of one class a sample, but the output 'tags' of shape (2, 3) has 2 target values; give the samples weights instead",
        refused(
            () ->
                trainer.fit(
                    Samples.of(new float[2][4], new float[2][2]), fit().classWeights(1, 2))));
  }
}

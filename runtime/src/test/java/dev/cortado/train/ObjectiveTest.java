package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The figures of a data set against Keras's definitions, computed again in double. */
class ObjectiveTest {
  private static final int COUNT = 10;
  private static final double TOLERANCE = 1e-6;

  private final SmallModel network = SmallModel.two(3);
  private final float[][][] predictions = network.predictAll(SmallData.inputs(COUNT));
  private final int[] labels = SmallData.labels(COUNT);

  private static float[] weights() {
    float[] weights = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      weights[i] = i % 4;
    }
    return weights;
  }

  /** The mean by batch size of {@code Σ weight · loss / N} of batches. */
  private double crossentropy(float[] weights) {
    double sum = 0;
    for (int i = 0; i < COUNT; i++) {
      sum -= weights[i] * Math.log(predictions[0][i][labels[i]]);
    }
    return sum / COUNT;
  }

  private double squares(float[] weights) {
    double sum = 0;
    float[][] rows = SmallData.inputs(COUNT);
    for (int i = 0; i < COUNT; i++) {
      double error = predictions[1][i][0] - (rows[i][0] + rows[i][1] + rows[i][2]);
      sum += weights[i] * error * error;
    }
    return sum / COUNT;
  }

  private double accuracy(float[] weights) {
    double right = 0;
    double total = 0;
    for (int i = 0; i < COUNT; i++) {
      float[] row = predictions[0][i];
      boolean hit = true;
      for (float other : row) {
        hit &= row[labels[i]] >= other;
      }
      right += hit ? weights[i] : 0;
      total += weights[i];
    }
    return right / total;
  }

  private static float[] ones() {
    float[] ones = new float[COUNT];
    Arrays.fill(ones, 1);
    return ones;
  }

  private TrainerBuilder builder() {
    return Trainer.of(network)
        .loss("kind", Loss.CATEGORICAL_CROSSENTROPY, 2)
        .loss("value", Loss.MEAN_SQUARED_ERROR, 0.25);
  }

  @Test
  void severalOutputsHaveALossEachAndTheirWeightedSumWithThePenalty() {
    Evaluation figures = builder().build().evaluate(SmallData.two(COUNT), 4);
    assertEquals(Set.of("loss", "kind_loss", "value_loss"), figures.values().keySet());
    assertEquals(crossentropy(ones()), figures.get("kind_loss"), TOLERANCE);
    assertEquals(squares(ones()), figures.get("value_loss"), TOLERANCE);
    assertTrue(network.penalty() > 1e-3);
    assertEquals(
        2 * crossentropy(ones()) + 0.25 * squares(ones()) + network.penalty(),
        figures.loss(),
        TOLERANCE);
  }

  @Test
  void oneOutputHasNoLossOfItsOwn() {
    Evaluation figures =
        Trainer.of(SmallModel.one(1))
            .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
            .metrics(Metric.ACCURACY)
            .build()
            .evaluate(SmallData.one(COUNT));
    assertEquals(Set.of("loss", "accuracy"), figures.values().keySet());
  }

  @Test
  void lossesAreDividedByTheNumberOfSamplesNotByTheirWeights() {
    Samples weighted = SmallData.two(COUNT).weights(weights());
    Evaluation figures = builder().build().evaluate(weighted, 4);
    assertEquals(crossentropy(weights()), figures.get("kind_loss"), TOLERANCE);
    assertEquals(squares(weights()), figures.get("value_loss"), TOLERANCE);
  }

  @Test
  void metricsCountSamplesAlikeUnlessTheyAreWeighted() {
    Samples samples = SmallData.two(COUNT).weights(weights());
    Evaluation figures =
        builder()
            .metrics("kind", Metric.ACCURACY)
            .weightedMetrics("kind", Metric.ACCURACY)
            .build()
            .evaluate(samples, 4);
    assertTrue(Math.abs(accuracy(ones()) - accuracy(weights())) > 1e-3);
    assertEquals(accuracy(ones()), figures.get("kind_accuracy"), TOLERANCE);
    assertEquals(accuracy(weights()), figures.get("kind_weighted_accuracy"), TOLERANCE);
  }

  @Test
  void metricsOfTheSameNameAreNumberedAsInKeras() {
    Trainer trainer =
        Trainer.of(SmallModel.one(1))
            .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
            .metrics(Metric.ACCURACY, Metric.ACCURACY)
            .weightedMetrics(Metric.ACCURACY, Metric.ACCURACY)
            .build();
    assertEquals(
        List.of("loss", "accuracy", "accuracy_1", "weighted_accuracy", "weighted_accuracy_1"),
        trainer.objective().names());
  }

  @Test
  void weightedMetricsAloneKeepTheirNames() {
    Trainer trainer = builder().metrics("value").weightedMetrics("kind", Metric.ACCURACY).build();
    assertEquals(
        List.of("loss", "kind_loss", "value_loss", "kind_accuracy"), trainer.objective().names());
  }

  @Test
  void anEvaluationNamesTheFiguresThereAre() {
    Evaluation figures = builder().build().evaluate(SmallData.two(COUNT));
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> figures.get("accuracy"));
    assertEquals(
        "there is no 'accuracy'; there are [kind_loss, loss, value_loss]", failure.getMessage());
  }
}

package dev.cortado.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Allocations;
import dev.cortado.model.Head;
import dev.cortado.model.Layer;
import dev.cortado.model.Outputs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Metrics at the ends of their ranges, and what they refuse. */
class MetricExtremesTest {

  private static double figure(Metric metric, Data data) {
    int targets = data.targets().get(0).length;
    Metric.Accumulator accumulator =
        metric.on(Outputs.of(Head.NONE, data.predictions().get(0).length), targets);
    data.show(accumulator, 0, data.samples());
    return accumulator.result();
  }

  @Test
  void equalProbabilities() {
    float[][] same = {{0.2f, 0.2f, 0.2f}};
    // The first of several is the greatest, but all are among the greatest
    assertEquals(1, figure(Metric.SPARSE_CATEGORICAL_ACCURACY, Data.of(new float[][] {{0}}, same)));
    assertEquals(0, figure(Metric.SPARSE_CATEGORICAL_ACCURACY, Data.of(new float[][] {{1}}, same)));
    assertEquals(
        1,
        figure(Metric.SPARSE_TOP_K_CATEGORICAL_ACCURACY.k(1), Data.of(new float[][] {{2}}, same)));
  }

  @Test
  void labelsThatAreNoClassAreMissed() {
    float[][] prediction = {{0.9f, 0.05f, 0.05f}};
    for (float label : new float[] {-1, 3, 255}) {
      Data data = Data.of(new float[][] {{label}}, prediction);
      assertEquals(0, figure(Metric.ACCURACY, data));
      assertEquals(0, figure(Metric.SPARSE_TOP_K_CATEGORICAL_ACCURACY.k(2), data));
      assertEquals(0, figure(Metric.PRECISION, data));
      assertEquals(0, figure(Metric.F1_SCORE, data));
    }
  }

  @Test
  void notANumberIsNoHit() {
    Data data = Data.of(new float[][] {{1}}, new float[][] {{0, Float.NaN, 0}});
    assertEquals(0, figure(Metric.SPARSE_TOP_K_CATEGORICAL_ACCURACY.k(2), data));
    assertEquals(0, figure(Metric.SPARSE_CATEGORICAL_ACCURACY, data));
    assertEquals(
        0, figure(Metric.BINARY_ACCURACY, Data.column(new float[] {1}, new float[] {Float.NaN})));
  }

  @Test
  void zerosPredictNoClass() {
    Data data = Data.of(new float[][] {{1, 0}}, new float[][] {{0, 0}});
    assertEquals(0, figure(Metric.F1_SCORE.average(FBetaScore.Average.MICRO), data));
  }

  @Test
  void probabilitiesOutsideTheirRangeAreClipped() {
    float[] target = {0, 1};
    assertEquals(1, figure(Metric.AUC, Data.column(target, new float[] {-3, 7})), 1e-12);
    assertEquals(0, figure(Metric.AUC, Data.column(target, new float[] {7, -3})), 1e-12);
    assertEquals(0.5, figure(Metric.AUC, Data.column(target, new float[] {7, 7})), 1e-12);
    assertEquals(0, figure(Metric.AUC, Data.column(new float[] {1, 1}, new float[] {0, 1})));
    assertEquals(0, figure(Metric.AUC, Data.column(new float[] {0, 0}, new float[] {0, 1})));
  }

  @Test
  void r2ScoreOfTargetsThatDoNotVary() {
    float[] same = {0.1f, 0.1f, 0.1f};
    assertEquals(0, figure(Metric.R2_SCORE, Data.column(same, new float[] {1, 2, 3})));
    assertEquals(0, figure(Metric.R2_SCORE, Data.column(same, same)));
    assertEquals(1, figure(Metric.R2_SCORE, Data.column(new float[] {1, 2}, new float[] {1, 2})));
  }

  /** Squares less the square of the mean would leave no digit of the variance. */
  @Test
  void r2ScoreOfLargeTargets() {
    float[] target = {16777214, 16777215, 16777216};
    float[] prediction = {16777215, 16777215, 16777216};
    assertEquals(0.5, figure(Metric.R2_SCORE, Data.column(target, prediction)), 1e-12);
  }

  @Test
  void hugeErrors() {
    Data data = Data.column(new float[] {1e20f}, new float[] {-1e20f});
    double error = 2.0 * 1e20f;
    assertEquals(error * error, figure(Metric.MEAN_SQUARED_ERROR, data), 1e27);
    assertEquals(error, figure(Metric.ROOT_MEAN_SQUARED_ERROR, data), 1e7);
    assertEquals(error, figure(Metric.MEAN_ABSOLUTE_ERROR, data), 1e7);
    assertEquals(200, figure(Metric.MEAN_ABSOLUTE_PERCENTAGE_ERROR, data), 1e-9);
  }

  @Test
  void refusesTargetsOfAnotherSize() {
    Layer output = Outputs.of(Head.NONE, 2, 3);
    refused(
        () -> Metric.ACCURACY.on(output, 5),
        "accuracy of layer 'out' of shape (2, 3) takes 6 or 2 target values, not 5; give one");
    refused(
        () -> Metric.BINARY_ACCURACY.on(output, 2),
        "binary_accuracy of layer 'out' of shape (2, 3) takes 6 target values, not 2");
    refused(
        () -> Metric.CATEGORICAL_ACCURACY.on(output, 2),
        "categorical_accuracy of layer 'out' of shape (2, 3) takes one-hot rows as targets, but the output's loss takes indices of classes; use the metric that is sparse");
    refused(
        () -> Metric.SPARSE_TOP_K_CATEGORICAL_ACCURACY.k(2).on(output, 6),
        "takes indices of classes as targets, but the output's loss takes one-hot rows; use the metric that is not sparse");
    for (Metric metric :
        List.of(
            Metric.MEAN_SQUARED_ERROR,
            Metric.ROOT_MEAN_SQUARED_ERROR,
            Metric.R2_SCORE,
            Metric.COSINE_SIMILARITY)) {
      refused(
          () -> metric.on(output, 2), metric.name() + " of layer 'out' of shape (2, 3) takes 6");
    }
  }

  @Test
  void refusesOutputsWithoutTheClasses() {
    Layer one = Outputs.of(Head.NONE, 1);
    Layer three = Outputs.of(Head.NONE, 3);
    refused(
        () -> Metric.CATEGORICAL_ACCURACY.on(one, 1),
        "categorical_accuracy needs at least 2 classes along the last axis, but layer 'out' has the shape (1); use BINARY_ACCURACY");
    refused(() -> Metric.TOP_K_CATEGORICAL_ACCURACY.on(three, 3), "a k less than its 3 classes");
    refused(
        () -> Metric.PRECISION.classId(3).on(three, 3),
        "precision is of class 3, but layer 'out' of shape (3) has classes 0 to 2");
    refused(() -> Metric.F1_SCORE.on(one, 1), "give a threshold, for example .threshold(0.5)");
    refused(() -> Metric.F1_SCORE.classId(7).on(three, 3), "f1_score is of class 7");
  }

  @Test
  void refusesParametersOutsideTheirRange() {
    refused(() -> Metric.BINARY_ACCURACY.threshold(1), "above 0 and below 1, but 1.0");
    refused(() -> Metric.PRECISION.threshold(1.5), "a threshold from 0 to 1");
    refused(() -> Metric.RECALL.classId(-1), "not 0.5 and -1");
    refused(() -> Metric.F1_SCORE.threshold(0), "not 1.0 and 0.0");
    refused(() -> Metric.FBETA_SCORE.beta(0), "not 0.0 and 1.0");
    refused(() -> Metric.F1_SCORE.classId(-2), "the index of a class, not -2");
    refused(() -> Metric.AUC.numThresholds(1), "at least 2 thresholds, not 1");
    refused(() -> Metric.TOP_K_CATEGORICAL_ACCURACY.k(0), "is at least 1, not 0");
  }

  private static void refused(Executable code, String part) {
    String message = assertThrows(IllegalArgumentException.class, code).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void aSampleAllocatesNothing() {
    float[] prediction = {0.1f, 0.2f, 0.7f};
    float[] target = {0, 0, 1};
    for (Metric metric :
        List.of(
            Metric.ACCURACY,
            Metric.BINARY_ACCURACY,
            Metric.TOP_K_CATEGORICAL_ACCURACY.k(2),
            Metric.PRECISION,
            Metric.RECALL,
            Metric.F1_SCORE,
            Metric.FBETA_SCORE.threshold(0.5),
            Metric.AUC,
            Metric.MEAN_SQUARED_ERROR,
            Metric.ROOT_MEAN_SQUARED_ERROR,
            Metric.MEAN_ABSOLUTE_ERROR,
            Metric.MEAN_ABSOLUTE_PERCENTAGE_ERROR,
            Metric.R2_SCORE,
            Metric.COSINE_SIMILARITY)) {
      Metric.Accumulator accumulator = metric.on(Outputs.of(Head.NONE, 3), 3);
      assertEquals(
          0, Allocations.least(() -> accumulator.add(prediction, target, 1)), metric.name());
    }
    ConfusionMatrix matrix = ConfusionMatrix.ofClasses(3);
    assertEquals(0, Allocations.least(() -> matrix.add(prediction, target, 1)));
  }
}

package dev.cortado.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.metric.FBetaScore.Average;
import dev.cortado.model.Head;
import dev.cortado.model.Outputs;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Numbers of Keras 3: those of the examples in the documentation of keras/src/metrics, and where it
 * says so, those that the tests beside it expect.
 */
class KerasMetricExamplesTest {

  private static void gives(double expected, Metric metric, Data data) {
    int size = data.predictions().get(0).length;
    int targets = data.targets().get(0).length;
    Metric.Accumulator accumulator =
        metric.on(Outputs.of(Head.NONE, size / data.length(), data.length()), targets);
    data.show(accumulator, 0, data.samples());
    // Keras prints few digits, and computes in floats
    assertEquals(expected, accumulator.result(), 3e-6 * Math.max(1, Math.abs(expected)));
  }

  @Test
  void binaryAccuracy() {
    float[] target = {1, 1, 0, 0};
    float[] prediction = {0.98f, 1, 0, 0.6f};
    for (Metric metric : List.of(Metric.BINARY_ACCURACY, Metric.ACCURACY)) {
      gives(0.75, metric, Data.column(target, prediction));
      gives(0.5, metric, Data.column(target, prediction, 1, 0, 0, 1));
    }
  }

  @Test
  void categoricalAccuracies() {
    float[][] oneHot = {{0, 0, 1}, {0, 1, 0}};
    float[][] labels = {{2}, {1}};
    float[][] prediction = {{0.1f, 0.9f, 0.8f}, {0.05f, 0.95f, 0}};
    float[] weights = {0.7f, 0.3f};
    for (Metric metric :
        List.of(
            Metric.CATEGORICAL_ACCURACY, Metric.ACCURACY, Metric.TOP_K_CATEGORICAL_ACCURACY.k(1))) {
      gives(0.5, metric, Data.of(oneHot, prediction));
      gives(0.3, metric, Data.of(oneHot, prediction, weights));
    }
    for (Metric metric :
        List.of(
            Metric.SPARSE_CATEGORICAL_ACCURACY,
            Metric.ACCURACY,
            Metric.SPARSE_TOP_K_CATEGORICAL_ACCURACY.k(1))) {
      gives(0.5, metric, Data.of(labels, prediction));
      gives(0.3, metric, Data.of(labels, prediction, weights));
    }
  }

  @Test
  void precisionAndRecall() {
    float[] target = {0, 1, 1, 1};
    float[] prediction = {1, 0, 1, 1};
    for (Metric metric : List.of(Metric.PRECISION, Metric.RECALL)) {
      gives(0.6666667, metric, Data.column(target, prediction));
      gives(1, metric, Data.column(target, prediction, 0, 0, 1, 0));
    }
  }

  @Test
  void scoresOfClasses() {
    Data data =
        Data.of(
            new float[][] {{1, 1, 1}, {1, 0, 0}, {1, 1, 0}},
            new float[][] {{0.2f, 0.6f, 0.7f}, {0.2f, 0.6f, 0.6f}, {0.6f, 0.8f, 0}});
    double[] f1 = {0.5, 0.8, 0.6666667};
    double[] f2 = {0.3846154, 0.90909094, 0.8333334};
    for (int c = 0; c < 3; c++) {
      gives(f1[c], Metric.F1_SCORE.threshold(0.5).classId(c), data);
      gives(f2[c], Metric.FBETA_SCORE.beta(2).threshold(0.5).classId(c), data);
    }
  }

  /** The tests' {@code test_fbeta_random_score}. */
  @ParameterizedTest
  @CsvSource({
    "MICRO, 0.5, 0.6666667",
    "MICRO, 1, 0.6666667",
    "MICRO, 2, 0.6666667",
    "MACRO, 0.5, 0.6825397",
    "MACRO, 1, 0.6555555",
    "MACRO, 2, 0.6548822",
    "WEIGHTED, 0.5, 0.6825397",
    "WEIGHTED, 1, 0.6555555",
    "WEIGHTED, 2, 0.6548822"
  })
  void averagesOfScoresByThreshold(Average average, double beta, double expected) {
    gives(
        expected,
        Metric.FBETA_SCORE.beta(beta).average(average).threshold(0.66),
        Data.of(
            new float[][] {{0, 0, 1}, {1, 1, 0}, {1, 1, 1}},
            new float[][] {{0.7f, 0.7f, 0.7f}, {1, 0, 0}, {0.9f, 0.8f, 0}}));
  }

  /** The tests' {@code test_fbeta_weighted_random_score_none}. */
  @ParameterizedTest
  @CsvSource({
    "MICRO, 0.5, 1, 1, 0.833333",
    "MICRO, 1, 0, 0, 1",
    "MICRO, 2, 1, 0.5, 0.9",
    "MACRO, 0.5, 1, 1, 0.821549",
    "MACRO, 1, 0, 0, 0.666667",
    "MACRO, 2, 1, 0.5, 0.899522",
    "WEIGHTED, 0.5, 1, 1, 0.880471",
    "WEIGHTED, 1, 0, 0, 1",
    "WEIGHTED, 2, 1, 0.5, 0.897608"
  })
  void averagesOfScoresByGreatest(
      Average average, double beta, float second, float fifth, double expected) {
    float first = fifth == 0.5f ? 0.5f : 1;
    float[][] target = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}, {1, 0, 0}, {0, 0, 1}};
    float[][] prediction = {
      {0.9f, 0.1f, 0},
      {0.2f, 0.6f, 0.2f},
      {0, 0, 1},
      {0.4f, 0.3f, 0.3f},
      {0, 0.9f, 0.1f},
      {0, 0, 1}
    };
    gives(
        expected,
        Metric.FBETA_SCORE.beta(beta).average(average),
        Data.of(target, prediction, new float[] {first, second, 1, 1, fifth, 1}));
  }

  @Test
  void auc() {
    float[] target = {0, 0, 1, 1};
    float[] prediction = {0, 0.5f, 0.3f, 0.9f};
    Auc auc = Metric.AUC.numThresholds(3);
    gives(0.75, auc, Data.column(target, prediction));
    gives(1, auc, Data.column(target, prediction, 1, 0, 0, 1));
    // confusion_metrics_test.py: test_weighted_roc_interpolation, _pr_interpolation, all_correct
    gives((1 + 4 / 7.0) / 2, auc, Data.column(target, prediction, 1, 2, 3, 4));
    gives(
        (0.5 * (3 + 2 * Math.log(2.5)) + 4) / 7,
        auc.curve(Auc.Curve.PR),
        Data.column(target, prediction, 1, 2, 3, 4));
    gives(1, Metric.AUC, Data.column(target, target));
  }

  /**
   * confusion_metrics_test.py: test_weighted_roc_majoring, _minoring, _pr_majoring and _minoring,
   * where the weighted counts are tp = [7, 4, 0] and fp = [3, 0, 0].
   */
  @Test
  void aucBySteps() {
    Data data =
        Data.column(new float[] {0, 0, 1, 1}, new float[] {0, 0.5f, 0.3f, 0.9f}, 1, 2, 3, 4);
    Auc major = Metric.AUC.numThresholds(3).summationMethod(Auc.SummationMethod.MAJORING);
    Auc minor = major.summationMethod(Auc.SummationMethod.MINORING);
    gives(1, major, data);
    gives(4 / 7.0, minor, data);
    // recall = [1, 4/7, 0], precision = [0.7, 1, 0]
    gives(1, major.curve(Auc.Curve.PR), data);
    gives(0.7 * 3 / 7, minor.curve(Auc.Curve.PR), data);
  }

  @Test
  void errors() {
    float[][] target = {{0, 1}, {0, 0}};
    float[][] prediction = {{1, 1}, {0, 0}};
    float[] weights = {1, 0};
    gives(0.25, Metric.MEAN_SQUARED_ERROR, Data.of(target, prediction));
    gives(0.25, Metric.MEAN_ABSOLUTE_ERROR, Data.of(target, prediction));
    gives(0.5, Metric.MEAN_ABSOLUTE_ERROR, Data.of(target, prediction, weights));
    gives(250000000, Metric.MEAN_ABSOLUTE_PERCENTAGE_ERROR, Data.of(target, prediction));
    gives(500000000, Metric.MEAN_ABSOLUTE_PERCENTAGE_ERROR, Data.of(target, prediction, weights));
    gives(0.5, Metric.ROOT_MEAN_SQUARED_ERROR, Data.of(target, prediction));
    gives(0.70710677, Metric.ROOT_MEAN_SQUARED_ERROR, Data.of(target, prediction, weights));
  }

  @Test
  void cosineSimilarity() {
    float[][] target = {{0, 1}, {1, 1}};
    float[][] prediction = {{1, 0}, {1, 1}};
    gives(0.49999997, Metric.COSINE_SIMILARITY, Data.of(target, prediction));
    gives(
        0.6999999, Metric.COSINE_SIMILARITY, Data.of(target, prediction, new float[] {0.3f, 0.7f}));
  }

  @Test
  void r2Score() {
    gives(0.57142854, Metric.R2_SCORE, Data.column(new float[] {1, 4, 3}, new float[] {2, 4, 4}));
    // regression_metrics_test.py: test_r2_sklearn_comparison and test_r2_tfa_comparison
    float[][] target = {{0, 0, 1}, {0, 1, 0}, {1, 0, 0}};
    gives(
        -0.12,
        Metric.R2_SCORE,
        Data.of(
            target, new float[][] {{0.4f, 0.5f, 0.6f}, {0.1f, 0.2f, 0.3f}, {0.5f, 0.8f, 0.2f}}));
    gives(
        -3.0615367889404297,
        Metric.R2_SCORE,
        Data.of(
            target,
            new float[][] {{0.4f, 0.9f, 1.6f}, {0.1f, 1.2f, 0.6f}, {1.5f, 0.8f, 0.6f}},
            new float[] {0.8f, 0.1f, 0.4f}));
  }

  @Test
  void namesAndDefaults() {
    assertEquals("accuracy", Metric.ACCURACY.name());
    assertEquals(new BinaryAccuracy("binary_accuracy", 0.5), Metric.BINARY_ACCURACY);
    assertEquals("categorical_accuracy", Metric.CATEGORICAL_ACCURACY.name());
    assertEquals("sparse_categorical_accuracy", Metric.SPARSE_CATEGORICAL_ACCURACY.name());
    assertEquals("top_k_categorical_accuracy", Metric.TOP_K_CATEGORICAL_ACCURACY.name());
    assertEquals(
        "sparse_top_k_categorical_accuracy", Metric.SPARSE_TOP_K_CATEGORICAL_ACCURACY.name());
    assertEquals(new Precision("precision", 0.5, OptionalInt.empty()), Metric.PRECISION);
    assertEquals(new Recall("recall", 0.5, OptionalInt.empty()), Metric.RECALL);
    assertEquals("f1_score", Metric.F1_SCORE.name());
    assertEquals("fbeta_score", Metric.FBETA_SCORE.name());
    assertEquals(OptionalDouble.empty(), Metric.F1_SCORE.threshold());
    assertEquals(new Auc("auc", Auc.Curve.ROC, 200, Auc.SummationMethod.INTERPOLATION), Metric.AUC);
    assertEquals("mean_squared_error", Metric.MEAN_SQUARED_ERROR.name());
    assertEquals("root_mean_squared_error", Metric.ROOT_MEAN_SQUARED_ERROR.name());
    assertEquals("mean_absolute_error", Metric.MEAN_ABSOLUTE_ERROR.name());
    assertEquals("mean_absolute_percentage_error", Metric.MEAN_ABSOLUTE_PERCENTAGE_ERROR.name());
    assertEquals("r2_score", Metric.R2_SCORE.name());
    assertEquals("cosine_similarity", Metric.COSINE_SIMILARITY.name());
    assertEquals("pr_auc", Metric.AUC.name("pr_auc").name());
  }

  @Test
  void directions() {
    for (Metric metric :
        List.of(
            Metric.ACCURACY,
            Metric.BINARY_ACCURACY,
            Metric.CATEGORICAL_ACCURACY,
            Metric.TOP_K_CATEGORICAL_ACCURACY,
            Metric.PRECISION,
            Metric.RECALL,
            Metric.F1_SCORE,
            Metric.AUC,
            Metric.R2_SCORE,
            Metric.COSINE_SIMILARITY)) {
      assertTrue(metric.higherIsBetter(), metric.name());
    }
    for (Metric metric :
        List.of(
            Metric.MEAN_SQUARED_ERROR,
            Metric.ROOT_MEAN_SQUARED_ERROR,
            Metric.MEAN_ABSOLUTE_ERROR,
            Metric.MEAN_ABSOLUTE_PERCENTAGE_ERROR)) {
      assertFalse(metric.higherIsBetter(), metric.name());
    }
  }
}

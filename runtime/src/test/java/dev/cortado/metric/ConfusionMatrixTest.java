package dev.cortado.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ConfusionMatrixTest {

  /** The example of confusion_matrix in keras/src/metrics/metrics_utils.py. */
  @Test
  void countsLikeKeras() {
    ConfusionMatrix matrix = ConfusionMatrix.ofClasses(5);
    matrix.add(1, 2);
    matrix.add(2, 2);
    matrix.add(4, 4);
    double[] expected = new double[25];
    expected[5 + 2] = 1;
    expected[10 + 2] = 1;
    expected[20 + 4] = 1;
    assertArrayEquals(expected, matrix.state());
    assertEquals(1, matrix.count(1, 2));
    assertEquals(2 / 3.0, matrix.result());
    assertEquals(0.5, matrix.precision(2));
    assertEquals(1, matrix.recall(2));
    assertEquals(0, matrix.recall(1));
    assertEquals(0, matrix.precision(0), "never predicted");
    assertEquals(0, matrix.recall(0), "never true");
  }

  @Test
  void figuresAreThoseOfTheMetrics() {
    Random random = new Random(3);
    Data data = Data.empty(4);
    float[][] predictions = new float[50][4];
    int[] labels = new int[50];
    for (int i = 0; i < 50; i++) {
      for (int c = 0; c < 4; c++) {
        predictions[i][c] = random.nextFloat();
      }
      labels[i] = random.nextInt(4);
      data.add(predictions[i], new float[] {labels[i]}, 1);
    }
    ConfusionMatrix matrix = ConfusionMatrix.of(predictions, labels);
    assertEquals(MetricReferences.categoricalAccuracy(data.groups(), 4), matrix.result(), 1e-12);
    for (int c = 0; c < 4; c++) {
      double p = matrix.precision(c);
      double r = matrix.recall(c);
      double score = MetricReferences.scoreOf(c, 1, null).of(data.groups(), 4);
      assertEquals(score, 2 * p * r / (p + r), 1e-6);
    }
  }

  @Test
  void accumulatesWeightsMergesAndContinues() {
    float[] prediction = {0.1f, 0.9f, 0.8f, 0.2f};
    ConfusionMatrix labels = ConfusionMatrix.ofClasses(2);
    labels.add(prediction, new float[] {1, 1}, 2.5f);
    ConfusionMatrix oneHot = ConfusionMatrix.ofClasses(2);
    oneHot.add(prediction, new float[] {0, 1, 0, 1}, 2.5f);
    assertArrayEquals(new double[] {0, 0, 2.5, 2.5}, labels.state());
    assertArrayEquals(labels.state(), oneHot.state());

    labels.merge(oneHot);
    assertEquals(5, labels.count(1, 0));
    assertEquals(2.5, oneHot.count(1, 0));
    oneHot.restore(labels.state());
    assertArrayEquals(labels.state(), oneHot.state());
    oneHot.reset();
    assertEquals(0, oneHot.result());
    assertEquals(5, labels.count(1, 1));
  }

  @Test
  void leavesOutLabelsThatAreNoClass() {
    ConfusionMatrix matrix = ConfusionMatrix.ofClasses(2);
    matrix.add(new float[] {0, 1, 1, 0}, new float[] {-1, 255}, 1);
    assertArrayEquals(new double[4], matrix.state());
  }

  @Test
  void prints() {
    ConfusionMatrix matrix = ConfusionMatrix.ofClasses(2);
    matrix.add(0, 0);
    for (int i = 0; i < 1234; i++) {
      matrix.add(1, 0);
    }
    assertEquals(
        """
              predicted
        true     0     1
        0        1     0
        1     1234     0
        """,
        matrix.toString());
    matrix.add(new float[] {0, 1}, new float[] {0}, 0.5f);
    assertEquals(
        """
                predicted
        true     ankle  sandal
        ankle        1    0.50
        sandal    1234       0
        """,
        matrix.table(List.of("ankle", "sandal")));
  }

  @Test
  void refusesWhatIsNoClass() {
    ConfusionMatrix matrix = ConfusionMatrix.ofClasses(3);
    refused(() -> matrix.add(3, 0), "class 3 predicted as 0: classes are numbered from 0 to 2");
    refused(() -> matrix.add(0, -1), "class 0 predicted as -1");
    refused(() -> matrix.count(0, 3), "class 0 predicted as 3");
    refused(() -> ConfusionMatrix.ofClasses(1), "at least 2 classes, not 1");
    refused(() -> matrix.merge(ConfusionMatrix.ofClasses(2)), "of 3 classes cannot take one of 2");
    refused(() -> matrix.table(List.of("a")), "1 names for the 3 classes");
    refused(
        () -> matrix.add(new float[4], new float[1], 1),
        "4 predictions and 1 target values are no groups of 3 classes");
    refused(
        () -> matrix.add(new float[6], new float[3], 1),
        "6 predictions and 3 target values are no groups of 3 classes");
    refused(() -> ConfusionMatrix.of(new float[0][], new int[0]), "0 predictions and 0 labels");
    refused(
        () -> ConfusionMatrix.of(new float[][] {{0, 1}}, new int[] {0, 1}),
        "1 predictions and 2 labels");
  }

  private static void refused(Executable code, String part) {
    String message = assertThrows(IllegalArgumentException.class, code).getMessage();
    assertTrue(message.contains(part), message);
  }
}

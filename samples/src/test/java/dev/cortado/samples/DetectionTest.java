package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DetectionTest {
  /**
   * From the greatest score down: an event, two scores alike of which one is, an event, nothing.
   */
  private static final Detection FOUND =
      new Detection(new double[] {1, 3, 5, 3, 2}, new boolean[] {false, true, true, false, true});

  @Test
  void countsAlarmsAboveTheThreshold() {
    assertEquals(2 / 3.0, FOUND.precision(2));
    assertEquals(2 / 3.0, FOUND.recall(2));
    assertEquals(2 / 3.0, FOUND.f1(2), 1e-15);
    assertEquals(1, FOUND.falseAlarms(2));
    assertEquals(1, FOUND.precision(5));
    assertEquals(0, FOUND.delay(2));
    assertEquals(1, FOUND.delay(3));
    assertEquals(-1, FOUND.delay(5));
  }

  @Test
  void averagesPrecisionOverRecallWithEqualScoresAtOnce() {
    assertArrayEquals(
        new double[][] {{1 / 3.0, 2 / 3.0, 1, 1}, {1, 2 / 3.0, 3 / 4.0, 3 / 5.0}}, FOUND.curve());
    assertEquals((1 + 2 / 3.0 + 3 / 4.0) / 3, FOUND.averagePrecision(), 1e-15);
  }

  @Test
  void aQuantileIsAScoreThatAsManyAreNotAbove() {
    double[] scores = {4, 2, 1, 3};
    assertEquals(2, Detection.quantile(scores, 0.5));
    assertEquals(4, Detection.quantile(scores, 0.999));
    assertEquals(1, Detection.quantile(scores, 0));
  }
}

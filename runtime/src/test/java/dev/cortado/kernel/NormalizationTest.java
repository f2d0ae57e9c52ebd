package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What normalization makes of values that leave little to divide by, and of large ones. */
class NormalizationTest {
  private static final float[] ONES = {1, 1, 1, 1};

  @Test
  void aSingleValueIsItsMean() {
    Normalization each = Normalization.of(4, 1, 1, 1, 1e-3, true);
    float[] y = new float[4];
    float[] gradient = new float[4];
    each.forward(new float[] {-3, 0, 7, 1e30f}, y);
    assertArrayEquals(new float[4], y);
    each.gradient(new float[] {-3, 0, 7, 1e30f}, y, ONES, gradient);
    assertArrayEquals(new float[4], gradient);
  }

  @Test
  void equalValuesBecomeZero() {
    Normalization all = Normalization.of(1, 2, 2, 1, 1e-3, true);
    float[] y = new float[4];
    all.forward(new float[] {5.3f, 5.3f, 5.3f, 5.3f}, y);
    assertArrayEquals(new float[4], y);
  }

  @Test
  void aLargeMeanLeavesTheDifferences() {
    float[] far = {1e6f, 1e6f + 1, 1e6f + 2, 1e6f + 3};
    float[] y = new float[4];
    Normalization.of(1, 1, 4, 1, 1e-3, true).forward(far, y);
    double deviation = Math.sqrt(1.25 + 1e-3);
    assertArrayEquals(
        new float[] {
          (float) (-1.5 / deviation),
          (float) (-0.5 / deviation),
          (float) (0.5 / deviation),
          (float) (1.5 / deviation)
        },
        y,
        1e-6f);
  }

  @Test
  void groupsAreNeighbouringChannelsAtAllPositions() {
    float[] x = {0, 2, 10, 14, 2, 4, 18, 14};
    float[] y = new float[8];
    Normalization.of(1, 2, 4, 2, 1e-12, true).forward(x, y);
    float first = (float) Math.sqrt(2);
    float second = (float) (4 / Math.sqrt(8));
    assertArrayEquals(new float[] {-first, 0, -second, 0, 0, first, second, 0}, y, 1e-6f);
  }

  @Test
  void squaresOfLargeValuesDoNotOverflow() {
    float[] y = new float[2];
    Normalization.of(1, 1, 2, 1, 1e-6, false).forward(new float[] {1e30f, -1e30f}, y);
    assertArrayEquals(new float[] {1, -1}, y, 1e-6f);
  }

  @Test
  void aVectorOfZerosHasNoDirection() {
    float[] y = new float[4];
    UnitNorm.forward(new float[4], y, 4, 1, 1e-12f);
    assertArrayEquals(new float[4], y);
    UnitNorm.gradient(new float[4], ONES, y, 4, 1, 1e-12f);
    assertEquals(1e6f, y[0], 1);
  }
}

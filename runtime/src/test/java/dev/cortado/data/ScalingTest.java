package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ScalingTest {
  private static final float[][] ROWS = {{1, 7}, {3, 7}};

  @Test
  void standardGivesMeanZeroAndDeviationOne() {
    assertArrayEquals(
        new float[][] {{-1, 0}, {2, 1}},
        Scaling.standard(ROWS).apply(new float[][] {{1, 7}, {4, 8}}));
  }

  @Test
  void minMaxGivesZeroToOne() {
    Scaling scaling = Scaling.minMax(ROWS);
    assertArrayEquals(new float[][] {{0, 0}, {1, 0}}, scaling.apply(ROWS));
    assertArrayEquals(new float[] {1.5f, -2}, scaling.apply(new float[] {4, 5}));
    assertArrayEquals(new float[] {1, 7}, scaling.offsets());
    assertArrayEquals(new float[] {2, 1}, scaling.scales());
  }

  @Test
  void saysWhichRowDoesNotFit() {
    Scaling scaling = Scaling.standard(ROWS);
    assertEquals(
        "row 1 has 3 columns, but the scaling is of rows with 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> scaling.apply(new float[][] {{1, 2}, {1, 2, 3}}))
            .getMessage());
    assertEquals(
        "a scaling is fitted on at least one row",
        assertThrows(IllegalArgumentException.class, () -> Scaling.minMax(new float[0][]))
            .getMessage());
  }
}

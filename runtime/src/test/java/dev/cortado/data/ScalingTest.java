package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void refusesWhatHasNoScale() {
    assertEquals(
        "row 1, column 0 is NaN; a scaling is fitted on finite values",
        assertThrows(
                IllegalArgumentException.class,
                () -> Scaling.standard(new float[][] {{1}, {Float.NaN}}))
            .getMessage());
    assertEquals(
        "the values of column 0 are further apart than any float; divide them before",
        assertThrows(
                IllegalArgumentException.class,
                () -> Scaling.minMax(new float[][] {{-3e38f}, {3e38f}}))
            .getMessage());
  }

  @Test
  void invertsWhatItScaled() {
    Scaling scaling = Scaling.minMax(new float[][] {{10, 7}, {20, 7}});
    assertArrayEquals(new float[] {15, 8}, scaling.invert(new float[] {0.5f, 1}));
    assertThrows(IllegalArgumentException.class, () -> scaling.invert(new float[1]));
  }

  @Test
  void someColumnsAreAScalingToo() {
    Scaling scaling = Scaling.of(new float[] {1, 2, 3}, new float[] {4, 5, 6});
    assertArrayEquals(new float[] {3, 1}, scaling.columns(2, 0).offsets());
    assertArrayEquals(new float[] {6, 4}, scaling.columns(2, 0).scales());
    assertEquals(
        "there is no column 3; the scaling is of rows with columns from 0 to 2",
        assertThrows(IllegalArgumentException.class, () -> scaling.columns(3)).getMessage());
    assertEquals(
        "column 0 has the offset 1.0 and the scale 0.0; both are finite, and a scale is not 0",
        assertThrows(
                IllegalArgumentException.class, () -> Scaling.of(new float[] {1}, new float[] {0}))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> Scaling.of(new float[1], new float[] {1, 1}));
  }

  @Test
  void comesBackFromAFileWithTheSameBits(@TempDir Path directory) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    float[][] rows = new float[3][1000];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) Math.scalb(random.nextDouble() - 0.5, random.nextInt(-120, 120));
      }
    }
    Scaling scaling = Scaling.standard(rows);
    Path file = directory.resolve("scaling.json");
    scaling.save(file);
    Scaling loaded = Scaling.load(file);
    assertArrayEquals(scaling.offsets(), loaded.offsets());
    assertArrayEquals(scaling.scales(), loaded.scales());
    assertArrayEquals(scaling.apply(rows), loaded.apply(rows));
  }

  @Test
  void theFileIsReadable(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("scaling.json");
    Scaling.minMax(ROWS).save(file);
    assertEquals(
        "{\"format\":\"cortado scaling 1\",\"offsets\":[1.0,7.0],\"scales\":[2.0,1.0]}\n",
        Files.readString(file));
    Files.writeString(file, "{\"format\":\"cortado scaling 1\",\"offsets\":[1],\"scales\":[0]}");
    assertEquals(
        file
            + " has 1 offsets and 1 scales, but a file of the format 'cortado scaling 1' has as many of both, at least one, and no scale of 0",
        assertThrows(IOException.class, () -> Scaling.load(file)).getMessage());
  }
}

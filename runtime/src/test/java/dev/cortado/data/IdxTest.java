package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class IdxTest {
  private static final byte[] TWO_PICTURES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, -1, 4
  };
  private static final float[][] ROWS = {{1, 2}, {255, 4}};

  private static float[][] read(byte[] bytes) throws IOException {
    return Idx.rows(new ByteArrayInputStream(bytes), "pictures");
  }

  @Test
  void readsPicturesPlainAndZipped() throws IOException {
    assertArrayEquals(ROWS, read(TWO_PICTURES));
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(TWO_PICTURES);
    }
    assertArrayEquals(ROWS, read(zipped.toByteArray()));
  }

  @Test
  void saysWhereAFileEndsEarly() {
    byte[] cut = Arrays.copyOf(TWO_PICTURES, TWO_PICTURES.length - 1);
    assertTrue(
        assertThrows(IOException.class, () -> read(cut))
            .getMessage()
            .contains("pictures ends early"));
  }

  @Test
  void survivesDamage() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = TWO_PICTURES.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        for (float[] row : read(damaged)) {
          for (float value : row) {
            assertTrue(value >= 0 && value <= 255);
          }
        }
      } catch (IOException e) {
        assertTrue(
            e.getMessage().contains("pictures") || e instanceof ZipException, e.getMessage());
      }
    }
  }
}

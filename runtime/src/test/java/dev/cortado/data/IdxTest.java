package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {
  private static final byte[] TWO_PICTURES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, -1, 4
  };
  private static final float[][] ROWS = {{1, 2}, {255, 4}};
  private static final byte[] THREE_LABELS = {0, 0, 8, 1, 0, 0, 0, 3, 7, 0, -1};

  private static float[][] read(byte[] bytes) throws IOException {
    return Idx.rows(new ByteArrayInputStream(bytes), "pictures");
  }

  static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  private static String refused(byte[] bytes) {
    return assertThrows(IOException.class, () -> read(bytes)).getMessage();
  }

  @Test
  void readsPicturesPlainAndZipped(@TempDir Path directory) throws IOException {
    assertArrayEquals(ROWS, read(TWO_PICTURES));
    assertArrayEquals(ROWS, read(zipped(TWO_PICTURES)));
    Path file = directory.resolve("pictures");
    Files.write(file, TWO_PICTURES);
    assertArrayEquals(ROWS, Idx.rows(file));
  }

  @Test
  void readsLabels() throws IOException {
    ByteArrayInputStream stream = new ByteArrayInputStream(THREE_LABELS);
    assertArrayEquals(new int[] {7, 0, 255}, Idx.labels(stream, "labels"));
    assertArrayEquals(new float[][] {{7}, {0}, {255}}, read(THREE_LABELS));
    assertEquals(
        "labels: it holds 2 values an item, not one label",
        assertThrows(
                IOException.class,
                () -> Idx.labels(new ByteArrayInputStream(TWO_PICTURES), "labels"))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'it ends early: its first number should have 4 bytes, but there are 0'",
    "000008, 'it ends early: its first number should have 4 bytes, but there are 3'",
    "00000803 00000002, 'it ends early: its sizes should have 12 bytes, but there are 4'",
    "000008ff 00000001, 'it ends early: its sizes should have 1020 bytes, but there are 4'",
    "00000801 00000003 0102, 'it ends early: its items should have 3 bytes, but there are 2'",
    "00000801 7fffffff 01, 'it ends early: its items should have 2147483647 bytes, but there are 1'",
    "00000802 00000001 00000003 0102, 'it ends early: its items should have 3 bytes, but there are 2'",
    "00000802 7fffffff 00000002 0102, 'it has 2147483647 items of 2 values, but at most 2147483647 values can be read'",
    "00000801 00000001 0102, there are more bytes after its 1 items",
    "00000801 ffffffff 01, it has a negative number of items: -1",
    "00000802 00000001 00000000, 'it has a length of 0 along axis 1, but an item has from 1 to 67108864 values'",
    "00000803 00000001 00010000 00010000, 'it has a length of 65536 along axis 2, but an item has from 1 to 67108864 values'",
    "00000802 00000001 80000000, 'it has a length of -2147483648 along axis 1, but an item has from 1 to 67108864 values'",
    "00000d01 00000001 3f800000, 'it is no idx file of unsigned bytes: it begins with 0, type 13 and 1 axes'",
    "00000800, 'it is no idx file of unsigned bytes: it begins with 0, type 8 and 0 axes'",
    "504b0304, 'it is no idx file of unsigned bytes: it begins with 20555, type 3 and 4 axes'",
  })
  void saysWhatIsWrong(String hex, String message) throws IOException {
    byte[] file = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertEquals("pictures: " + message, refused(file));
    assertEquals("pictures: " + message, refused(zipped(file)));
  }

  @Test
  void checksWhatIsZipped() throws IOException {
    byte[] zipped = zipped(TWO_PICTURES);
    assertTrue(refused(Arrays.copyOf(zipped, zipped.length - 1)).startsWith("pictures: "));
    assertTrue(refused(Arrays.copyOf(zipped, 15)).startsWith("pictures: "));
    byte[] checksum = zipped.clone();
    checksum[zipped.length - 8] ^= 1;
    assertEquals("pictures: Corrupt GZIP trailer", refused(checksum));
  }

  @Test
  void refusesBombs() throws IOException {
    // 1000 items of 17,000 zeros
    byte[] zeros = new byte[12 + 17_000_000];
    System.arraycopy(HexFormat.of().parseHex("00000802000003e800004268"), 0, zeros, 0, 12);
    byte[] bomb = zipped(zeros);
    assertTrue(bomb.length < 20_000);
    String message = refused(bomb);
    assertTrue(message.contains("more than 100 times as many"), message);
    assertEquals(1000, read(zeros).length);
  }
}

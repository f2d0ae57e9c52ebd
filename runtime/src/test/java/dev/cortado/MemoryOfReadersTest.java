package dev.cortado;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.data.Csv;
import dev.cortado.data.Idx;
import dev.cortado.io.Npy;
import dev.cortado.io.Npz;
import dev.cortado.io.Safetensors;
import dev.cortado.io.Safetensors.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much memory reading an undamaged file of a megabyte takes, garbage included. Floats of four
 * bytes are as long as they are in the file; a byte becomes a float, and takes four times as much.
 */
class MemoryOfReadersTest {
  private static final int MEGABYTE = 1 << 20;

  /** Buffers, and what is needed for any file. */
  private static final int FIXED = 1 << 18;

  @TempDir private Path directory;

  @FunctionalInterface
  private interface Read {
    Object read() throws IOException;
  }

  private static void assertTakes(double timesItsSize, long size, Read read) throws IOException {
    read.read();
    long before = Mutations.allocated();
    read.read();
    long taken = Mutations.allocated() - before;
    assertTrue(
        taken <= timesItsSize * size + FIXED,
        "%d bytes were taken for a file of %d".formatted(taken, size));
  }

  private static Tensor floats() {
    float[] values = new float[MEGABYTE / 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return new Tensor(List.of(4, values.length / 4), values);
  }

  @Test
  void safetensorsTakeTheirSize() throws IOException {
    Path file = directory.resolve("file");
    Safetensors.write(file, Map.of("a", floats()), Map.of());
    assertTakes(1, MEGABYTE, () -> Safetensors.read(file));
  }

  @Test
  void arraysTakeTheirSizeAndArchivesTwice() throws IOException {
    Path file = directory.resolve("file");
    Npy.write(file, floats());
    assertTakes(1, MEGABYTE, () -> Npy.read(file));
    Npz.write(file, Map.of("a", floats()));
    assertTakes(2, MEGABYTE, () -> Npz.read(file));
  }

  @Test
  void picturesTakeTheirBytesAndTheirFloats() throws IOException {
    byte[] pictures = new byte[16 + 1000 * 28 * 28];
    byte[] header = HexFormat.of().parseHex("00000803" + "000003e8" + "0000001c" + "0000001c");
    System.arraycopy(header, 0, pictures, 0, 16);
    assertTakes(5.5, pictures.length, () -> Idx.rows(new ByteArrayInputStream(pictures), "it"));
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(pictures);
    }
    byte[] zip = zipped.toByteArray();
    assertTakes(5.5, pictures.length, () -> Idx.rows(new ByteArrayInputStream(zip), "it"));
  }

  @Test
  void tablesOfShortTextsTakeAFewTimesTheirSize() throws IOException {
    Path file = directory.resolve("file");
    Files.writeString(file, "a,b\n" + "1,22\n".repeat(MEGABYTE / 5));
    assertTakes(5, MEGABYTE, () -> Csv.read(file));
  }
}

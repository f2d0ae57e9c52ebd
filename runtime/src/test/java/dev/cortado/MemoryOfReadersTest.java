package dev.cortado;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much memory reading an undamaged file of a megabyte takes, garbage included: at most twice
 * the file's size, what is returned included. Where bytes become rows of floats, which are four
 * times as long, it is at most twice the file's size besides what is returned.
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
    long before = Allocations.soFar();
    read.read();
    long taken = Allocations.soFar() - before;
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
  void shortNumbersTakeTheirFloatsBesidesTheFile() throws IOException {
    // Two bytes of zeros each, which become floats of four
    byte[] header =
        "{'a':{'dtype':'F16','shape':[524288],'data_offsets':[0,1048576]}}"
            .replace('\'', '"')
            .getBytes(UTF_8);
    ByteBuffer halves =
        ByteBuffer.allocate(8 + header.length + MEGABYTE).order(ByteOrder.LITTLE_ENDIAN);
    halves.putLong(header.length).put(header);
    Path file = Files.write(directory.resolve("file"), halves.array());
    assertTakes(2, MEGABYTE, () -> Safetensors.read(file));
    assertTakes(
        2 + 1.1, MEGABYTE, () -> Safetensors.read(new ByteArrayInputStream(halves.array()), "it"));
  }

  private static byte[] items(int type, int size) {
    byte[] pictures = new byte[16 + 1000 * size];
    byte[] header =
        HexFormat.of().parseHex("0000080" + type + "000003e8" + "0000001c" + "0000001c");
    System.arraycopy(header, 0, pictures, 0, 4 + 4 * type);
    return Arrays.copyOf(pictures, 4 + 4 * type + 1000 * size);
  }

  @Test
  void picturesTakeTheirBytesTwice() throws IOException {
    byte[] images = items(3, 28 * 28);
    byte[] labels = items(1, 1);
    assertTakes(
        2,
        images.length,
        () ->
            Idx.samples(
                new ByteArrayInputStream(images), new ByteArrayInputStream(labels), "them"));
    byte[] zip = zipped(images);
    assertTakes(
        2,
        images.length,
        () -> Idx.samples(new ByteArrayInputStream(zip), new ByteArrayInputStream(labels), "them"));
  }

  @Test
  void picturesAsFloatsTakeThemBesidesTheirBytes() throws IOException {
    byte[] images = items(3, 28 * 28);
    assertTakes(4 + 2, images.length, () -> Idx.rows(new ByteArrayInputStream(images), "it"));
    byte[] zip = zipped(images);
    assertTakes(4 + 2, images.length, () -> Idx.rows(new ByteArrayInputStream(zip), "it"));
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1\n", "1,22\n", ",,,,,,,\n", "12.5,-7,old,\"a b c\"\n", "ü,ñ\n", "語,a\n"})
  void tablesTakeTwiceTheirSize(String row) throws IOException {
    Path file = directory.resolve("file");
    String header = "a,b,c,d,e,f,g,h".substring(0, 2 * row.split(",", -1).length - 1) + "\n";
    Files.writeString(file, header + row.repeat(MEGABYTE / row.getBytes(UTF_8).length));
    assertTakes(2, MEGABYTE, () -> Csv.read(file));
  }
}

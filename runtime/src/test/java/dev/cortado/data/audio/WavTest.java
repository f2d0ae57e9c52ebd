package dev.cortado.data.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Allocations;
import dev.cortado.Mutations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavTest {
  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static Waveform read(byte[] file) throws IOException {
    return Wav.read(new ByteArrayInputStream(file), "sound");
  }

  private static String failure(byte[] file) {
    return assertThrows(IOException.class, () -> read(file)).getMessage();
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  @Test
  void readsWholeNumbersOfAllSizes() throws IOException {
    float[] ends = {-1, 0, 0.5f};
    assertArrayEquals(ends, read(WavFiles.plain(1, 1, 8000, 8, bytes("00 80 c0"))).samples());
    assertArrayEquals(
        ends, read(WavFiles.plain(1, 1, 8000, 16, bytes("0080 0000 0040"))).samples());
    assertArrayEquals(
        ends, read(WavFiles.plain(1, 1, 8000, 24, bytes("000080 000000 000040"))).samples());
    assertArrayEquals(
        ends, read(WavFiles.plain(1, 1, 8000, 32, bytes("00000080 00000000 00000040"))).samples());
    assertArrayEquals(
        new float[] {-0x1p-15f, 0x1p-15f, 0x7fffp-15f},
        read(WavFiles.plain(1, 1, 8000, 16, bytes("ffff 0100 ff7f"))).samples());
    assertArrayEquals(
        new float[] {-0x1p-23f, 0x1p-23f, 0x80p-23f, 0x7fffffp-23f},
        read(WavFiles.plain(1, 1, 8000, 24, bytes("ffffff 010000 800000 ffff7f"))).samples());
  }

  @Test
  void readsFloatsAsTheyAre() throws IOException {
    float[] values = {-1.5f, 1e-30f, 0.1f, 3};
    Waveform waveform = read(WavFiles.plain(3, 2, 44_100, 32, floats(values)));
    assertArrayEquals(values, waveform.samples());
    assertEquals(44_100, waveform.sampleRate());
    assertEquals(2, waveform.channels());
    assertEquals(2, waveform.length());
  }

  @Test
  void readsExtensibleHeaders() throws IOException {
    Waveform waveform = read(WavFiles.extensible(1, 2, 48_000, 16, bytes("0080 0040 0000 0020")));
    assertArrayEquals(new float[] {-1, 0}, waveform.channel(0));
    assertArrayEquals(new float[] {0.5f, 0.25f}, waveform.channel(1));
    assertArrayEquals(new float[] {-0.25f, 0.125f}, waveform.mono());
    assertArrayEquals(new float[] {-0.25f, 0.125f, 0}, waveform.mono(3));
    assertArrayEquals(
        new float[] {0.25f}, read(WavFiles.extensible(3, 1, 8000, 32, floats(0.25f))).samples());
    assertThrows(IndexOutOfBoundsException.class, () -> waveform.channel(2));
  }

  @Test
  void skipsOtherChunks() throws IOException {
    byte[] format = Arrays.copyOfRange(WavFiles.plain(1, 1, 8000, 8, new byte[0]), 20, 36);
    byte[] file =
        WavFiles.file(
            WavFiles.chunk("LIST", new byte[5]),
            WavFiles.chunk("fmt ", format),
            WavFiles.chunk("fact", new byte[4]),
            WavFiles.chunk("data", bytes("c0")),
            WavFiles.chunk("id3 ", new byte[9]));
    assertArrayEquals(new float[] {0.5f}, read(file).samples());
    assertEquals(0, read(WavFiles.plain(1, 1, 8000, 8, new byte[0])).length());
  }

  @Test
  void saysWhatIsWrong(@TempDir Path directory) throws IOException {
    assertEquals(
        "sound: it ends early: the beginning should have 12 bytes, but there are 0",
        failure(new byte[0]));
    assertEquals(
        "sound: it is no WAV file: it does not begin with RIFF and WAVE", failure(new byte[12]));
    assertEquals(
        "sound: its samples have the format 2 with 4 bits, but those that can be read are 1 (whole numbers) with 8, 16, 24 or 32 and 3 (floats) with 32; convert it",
        failure(WavFiles.plain(2, 1, 8000, 4, new byte[4])));
    assertEquals(
        "sound: it has 0 channels of 16 bits in frames of 0 bytes, 8000 a second, which does not fit together",
        failure(WavFiles.plain(1, 0, 8000, 16, new byte[4])));
    assertEquals(
        "sound: its data takes 3 bytes, but at most 2147483647 can be read, which are a multiple of the 2 of a frame",
        failure(WavFiles.plain(1, 1, 8000, 16, new byte[3])));
    assertEquals(
        "sound: sample 1 of channel 1 is NaN; values of sound are finite",
        failure(WavFiles.plain(3, 2, 8000, 32, floats(0, 0, 0, Float.NaN))));
    byte[] file = WavFiles.plain(1, 1, 8000, 16, new byte[100]);
    assertEquals(
        "sound: it ends early: its data should have 100 bytes, but there are 60",
        failure(Arrays.copyOf(file, file.length - 40)));
    assertEquals(
        "sound: it ends within a chunk, before its data",
        failure(WavFiles.file(Arrays.copyOf(WavFiles.chunk("LIST", new byte[99]), 20))));
    assertEquals(
        "sound: its data comes before its format",
        failure(WavFiles.file(WavFiles.chunk("data", new byte[2]))));
    byte[] extensible = WavFiles.extensible(1, 1, 8000, 16, new byte[2]);
    extensible[50]++;
    assertEquals(
        "sound: its extensible format is neither of whole numbers nor of floats",
        failure(extensible));
    Path gone = directory.resolve("gone.wav");
    assertTrue(
        assertThrows(IOException.class, () -> Wav.read(gone))
            .getMessage()
            .contains(gone.toString()));
    Path there = Files.write(directory.resolve("there.wav"), file);
    assertEquals(50, Wav.read(there).length());
  }

  /** The samples stand at the end of the file, or before other chunks. */
  @Test
  void readsDamagedFilesOrSaysWhatIsWrong() throws IOException {
    byte[] data = new byte[24];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (37 * i);
    }
    List<byte[]> files = new ArrayList<>();
    for (int bits = 8; bits <= 32; bits += 8) {
      files.add(WavFiles.plain(1, 1 + bits / 16, 8000, bits, data));
      files.add(WavFiles.extensible(1, 1, 44_100, bits, data));
    }
    files.add(WavFiles.plain(3, 1, 8000, 32, floats(0.5f, -0.5f, 1)));
    double refused =
        new Mutations("sound: ", files, List.of("RIFF", "WAVE", "fmt ", "data"), 1 << 17, 64)
            .refused(
                WavTest::read,
                (file, waveform) -> {
                  assertTrue(waveform.samples().length <= file.length);
                  for (float sample : waveform.samples()) {
                    assertTrue(Float.isFinite(sample));
                  }
                });
    assertTrue(refused > 0.3 && refused < 0.98, "refused " + refused);
  }

  @Test
  void readingTakesTheFileTwiceBesidesTheSamples() throws IOException {
    for (int bits = 8; bits <= 32; bits += 8) {
      byte[] file = WavFiles.plain(1, 1, 8000, bits, new byte[3 << 19]);
      read(file);
      long before = Allocations.soFar();
      Waveform waveform = read(file);
      long taken = Allocations.soFar() - before - 4L * waveform.length();
      assertTrue(taken <= 2L * file.length + (1 << 17), "taken %d for %d".formatted(taken, bits));
    }
  }
}

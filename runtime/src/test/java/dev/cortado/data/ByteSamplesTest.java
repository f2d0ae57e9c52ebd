package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteSamplesTest {
  private static final byte[] BYTES = {0, 1, (byte) 255, 3, 4, 5, 6, 7, 8, 9};
  private final ByteSamples samples = ByteSamples.of(BYTES, 2, new int[] {7, 0, 3, 7, 9});

  private static float[] row(int first, int second) {
    return new float[] {first / 255f, second / 255f};
  }

  @Test
  void batchesAreNumbersInReusedRows() throws IOException {
    assertEquals(5, samples.count());
    assertEquals(5, samples.size().orElseThrow());
    assertArrayEquals(row(255, 3), samples.input(1));
    assertEquals(9, samples.label(4));
    Batch batch = new Batch(2, 1, 1);
    Order backwards = indices -> System.arraycopy(new int[] {4, 3, 2, 1, 0}, 0, indices, 0, 5);
    try (Dataset.Batches pass = samples.batches(2, backwards)) {
      assertTrue(pass.next(batch));
      float[] first = batch.input(0)[0];
      assertArrayEquals(row(8, 9), first);
      assertArrayEquals(row(6, 7), batch.input(0)[1]);
      assertArrayEquals(new float[] {9}, batch.target(0)[0]);
      assertArrayEquals(new float[] {1, 1}, batch.weights());
      pass.skip(1, batch);
      assertTrue(pass.next(batch));
      assertEquals(1, batch.samples());
      assertSame(first, batch.input(0)[0]);
      assertArrayEquals(row(0, 1), first);
      assertFalse(pass.next(batch));
    }
  }

  @Test
  void partsShareTheBytes() throws IOException {
    ByteSamples part = samples.slice(1, 4).slice(1, 3);
    assertEquals(2, part.count());
    assertArrayEquals(row(4, 5), part.input(0));
    assertEquals(7, part.label(1));
    Batch batch = new Batch(8, 1, 1);
    assertTrue(part.batches(8, Order.sequential()).next(batch));
    assertEquals(2, batch.samples());
    assertArrayEquals(row(6, 7), batch.input(0)[1]);
    assertThrows(IndexOutOfBoundsException.class, () -> part.slice(0, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> part.input(2));
    assertFalse(part.slice(1, 1).batches(8, Order.sequential()).next(batch));
  }

  @Test
  void needsAsManyBytesAsItsSamplesHave() {
    assertEquals(
        "2 samples of 3 bytes do not take 10 bytes; give as many for each sample",
        assertThrows(
                IllegalArgumentException.class, () -> ByteSamples.of(BYTES, 3, new int[] {1, 2}))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> ByteSamples.of(new byte[0], 0, new int[0]));
  }

  @Test
  void comesFromIdxFiles(@TempDir Path directory) throws IOException {
    byte[] images = HexFormat.of().parseHex("00000803" + "000000020000000100000002" + "01020304");
    byte[] labels = HexFormat.of().parseHex("00000801" + "00000002" + "0509");
    Path imageFile = Files.write(directory.resolve("images"), images);
    Path labelFile = Files.write(directory.resolve("labels"), IdxTest.zipped(labels));
    ByteSamples read = Idx.samples(imageFile, labelFile);
    assertArrayEquals(row(3, 4), read.input(1));
    assertEquals(9, read.label(1));
    byte[] three = HexFormat.of().parseHex("00000801" + "00000003" + "050901");
    assertEquals(
        "digits: there are 2 pictures, but 3 labels",
        assertThrows(
                IOException.class,
                () ->
                    Idx.samples(
                        new ByteArrayInputStream(images),
                        new ByteArrayInputStream(three),
                        "digits"))
            .getMessage());
  }
}

package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Mutations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class IdxMutationsTest {
  private static final List<String> TOKENS =
      List.of("\u0000\u0000\u0008\u0001", "\u0000\u0000\u0008\u0003", "\u0000\u0000\u0000\u0002");

  private final List<byte[]> files =
      List.of(
          HexFormat.of()
              .parseHex("00000803" + "000000020000000200000003" + "010203040506ff080900" + "0b0c"),
          HexFormat.of().parseHex("00000801" + "00000005" + "0700ff0203"),
          HexFormat.of().parseHex("00000802" + "0000000400000004" + "00".repeat(16)));

  @Test
  void readsTheRightContentOrSaysWhatIsWrong() throws IOException {
    double refused =
        new Mutations("items: ", files, TOKENS, 1 << 17, 64)
            .refused(IdxMutationsTest::rows, IdxMutationsTest::check);
    assertTrue(refused > 0.3 && refused < 0.95, "refused " + refused);
  }

  @Test
  void readsLabelsOrSaysWhatIsWrong() throws IOException {
    double refused =
        new Mutations("items: ", files, TOKENS, 1 << 17, 64)
            .refused(
                file -> Idx.labels(new ByteArrayInputStream(file), "items"),
                (file, labels) -> {
                  int start = 4 + 4 * file[3];
                  assertEquals(file.length - start, labels.length);
                  for (int i = 0; i < labels.length; i++) {
                    assertEquals(file[start + i] & 0xff, labels[i]);
                  }
                });
    assertTrue(refused > 0.5 && refused < 0.95, "refused " + refused);
  }

  @Test
  void readsZippedFilesOrSaysWhatIsWrong() throws IOException {
    List<byte[]> zipped =
        List.of(
            IdxTest.zipped(files.get(0)),
            IdxTest.zipped(files.get(1)),
            IdxTest.zipped(files.get(2)));
    Mutations plain = new Mutations("items: ", files, TOKENS, 0, 0);
    double refused =
        new Mutations("items: ", zipped, List.of("\u001f\u008b"), 1 << 17, 64)
            .refused(
                IdxMutationsTest::rows,
                (file, rows) -> check(unzipped(file), rows),
                (file, dice) ->
                    dice.nextInt(4) == 0
                        ? IdxTest.zipped(plain.damaged(files.get(dice.nextInt(3)), dice))
                        : plain.damaged(file, dice));
    assertTrue(refused > 0.5 && refused < 0.98, "refused " + refused);
  }

  private static float[][] rows(byte[] file) throws IOException {
    return Idx.rows(new ByteArrayInputStream(file), "items");
  }

  /** A splice may leave a plain file. */
  private static byte[] unzipped(byte[] file) throws IOException {
    return file[0] == 0 ? file : new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes();
  }

  /** The items are the last bytes of the file. */
  private static void check(byte[] file, float[][] rows) {
    int start = 4 + 4 * file[3];
    int size = rows.length == 0 ? 0 : (file.length - start) / rows.length;
    assertEquals(file.length - start, size * rows.length);
    for (int i = 0; i < rows.length; i++) {
      float[] expected = new float[size];
      for (int j = 0; j < size; j++) {
        expected[j] = file[start + i * size + j] & 0xff;
      }
      assertArrayEquals(expected, rows[i]);
    }
  }
}

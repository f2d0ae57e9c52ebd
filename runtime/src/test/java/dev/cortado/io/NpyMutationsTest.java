package dev.cortado.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Mutations;
import dev.cortado.io.Safetensors.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NpyMutationsTest {
  private static final Pattern DESCR = Pattern.compile("descr['\"]\\s*:\\s*['\"](.)(..)");
  private static final Pattern FORTRAN = Pattern.compile("fortran_order['\"]\\s*:\\s*True");

  static final List<String> TOKENS =
      List.of(
          "<f4",
          ">f4",
          "<f8",
          "|u1",
          "|b1",
          "<i2",
          ">u8",
          "|O",
          "descr",
          "fortran_order",
          "shape",
          "True",
          "False",
          "(2, 3)",
          "(3, 2)",
          "(6,)",
          "()",
          "(",
          ")",
          ",",
          "{",
          "}",
          "'",
          "\"",
          "((((((((",
          "[('a', '<f4')]",
          "\\",
          "L",
          "\u0093NUMPY",
          " ",
          "\n");

  /** Files of all versions and both orders. */
  static List<byte[]> files() {
    return List.of(
        NpyFiles.file(1, NpyFiles.dictionary("<f4", false, "(2, 3)"), NpyFiles.counting(24)),
        NpyFiles.file(2, NpyFiles.dictionary(">f8", true, "(2, 3)"), NpyFiles.counting(48)),
        NpyFiles.file(3, NpyFiles.dictionary("|u1", true, "(2, 3, 2)"), NpyFiles.counting(12)),
        NpyFiles.file(1, NpyFiles.dictionary("<i2", false, "()"), NpyFiles.counting(2)),
        NpyFiles.file(1, NpyFiles.dictionary("|b1", false, "(5,)"), new byte[] {0, 1, 2, 0, 1}));
  }

  @Test
  void readsTheRightContentOrSaysWhatIsWrong() throws IOException {
    double refused =
        new Mutations("array: ", files(), TOKENS, 1 << 17, 8)
            .refused(
                file -> Npy.read(new ByteArrayInputStream(file), "array"), NpyMutationsTest::check);
    assertTrue(refused > 0.5 && refused < 0.95, "refused " + refused);
  }

  /** The numbers are the last bytes of the file; their indices are counted one by one. */
  private static void check(byte[] file, Tensor array) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    Matcher descr = DESCR.matcher(text);
    assertTrue(descr.find());
    boolean fortran = FORTRAN.matcher(text).find();
    int size = descr.group(2).charAt(1) - '0';
    int count = array.values().length;
    ByteBuffer bytes =
        ByteBuffer.wrap(file)
            .order(descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int[] indices = new int[array.shape().size()];
    for (int i = 0; i < count; i++) {
      int index = 0;
      for (int axis = 0; axis < indices.length; axis++) {
        index = index * array.shape().get(axis) + indices[axis];
      }
      float expected = value(descr.group(2), bytes, file.length - (count - i) * size);
      assertEquals(expected, array.values()[index]);
      advance(indices, array.shape(), fortran);
    }
  }

  private static void advance(int[] indices, List<Integer> shape, boolean fortran) {
    for (int step = 0; step < indices.length; step++) {
      int axis = fortran ? step : indices.length - 1 - step;
      if (++indices[axis] < shape.get(axis)) {
        return;
      }
      indices[axis] = 0;
    }
  }

  private static float value(String code, ByteBuffer bytes, int at) {
    return switch (code) {
      case "f4" -> bytes.getFloat(at);
      case "f8" -> (float) bytes.getDouble(at);
      case "f2" -> (float) SafetensorsTest.half(bytes.getShort(at) & 0xffff);
      case "u1" -> bytes.get(at) & 0xff;
      case "i1" -> bytes.get(at);
      case "b1" -> bytes.get(at) == 0 ? 0 : 1;
      case "i2" -> bytes.getShort(at);
      case "u2" -> bytes.getShort(at) & 0xffff;
      case "i4" -> bytes.getInt(at);
      case "u4" -> bytes.getInt(at) & 0xffffffffL;
      case "i8" -> bytes.getLong(at);
      case "u8" -> new java.math.BigInteger(Long.toUnsignedString(bytes.getLong(at))).floatValue();
      default -> throw new AssertionError(code);
    };
  }
}

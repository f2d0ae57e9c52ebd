package dev.cortado.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.io.Safetensors.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyTest {
  @TempDir private Path directory;

  private static Tensor read(byte[] file) throws IOException {
    return Npy.read(new ByteArrayInputStream(file), "array");
  }

  @Test
  void writesTheBytesOfTheSpecification() throws IOException {
    Path file = directory.resolve("array.npy");
    Npy.write(file, new Tensor(List.of(2, 3), new float[] {0, 1, 2, 3, 4, -5}));
    byte[] expected = new byte[128 + 24];
    byte[] header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
            .getBytes(StandardCharsets.US_ASCII);
    // 118 = 0x76 bytes of header make 128 with the ten before it, a multiple of 64
    System.arraycopy(HexFormat.of().parseHex("934e554d50590100" + "7600"), 0, expected, 0, 10);
    Arrays.fill(expected, 10, 127, (byte) ' ');
    System.arraycopy(header, 0, expected, 10, header.length);
    expected[127] = '\n';
    String numbers = "00000000" + "0000803f" + "00000040" + "00004040" + "00008040" + "0000a0c0";
    System.arraycopy(HexFormat.of().parseHex(numbers), 0, expected, 128, 24);
    assertArrayEquals(expected, Files.readAllBytes(file));
    assertEquals(List.of(2, 3), Npy.read(file).shape());
  }

  @Test
  void writesShapesAsPythonTuples() {
    assertTrue(NpyHeader.write(List.of()).contains("'shape': (), }"));
    assertTrue(NpyHeader.write(List.of(7)).contains("'shape': (7,), }"));
    assertTrue(NpyHeader.write(List.of(7, 8, 9)).contains("'shape': (7, 8, 9), }"));
  }

  @Test
  void readsWhatItWrote() throws IOException {
    float[] values = new float[3 * 7001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 3f;
    }
    values[5] = Float.NaN;
    values[6] = -0f;
    for (List<Integer> shape : List.of(List.of(values.length), List.of(3, 1, 7001))) {
      Path file = directory.resolve("array.npy");
      Npy.write(file, new Tensor(shape, values));
      assertArrayEquals(values, Npy.read(file).values());
      assertEquals(shape, Npy.read(file).shape());
    }
  }

  /** The bytes 0xfe 0xff ... in both orders; expectations by hand. */
  @ParameterizedTest
  @CsvSource({
    "|b1, 00, 0",
    "|b1, 02, 1",
    "|i1, fe, -2",
    "<i1, fe, -2",
    "|u1, fe, 254",
    "<i2, feff, -2",
    ">i2, fffe, -2",
    "<u2, feff, 65534",
    ">u2, feff, 65279",
    "<i4, 00000080, -2147483648",
    ">i4, 80000000, -2147483648",
    "<u4, 00000080, 2147483648",
    "<i8, feffffffffffffff, -2",
    ">i8, 0000000001000001, 16777217",
    "<u8, 0000000000000080, 9223372036854775808",
    ">u8, ffffffffffffffff, 18446744073709551615",
    "<f2, 003c, 1",
    ">f2, c000, -2",
    "<f2, 0100, 5.9604645e-8",
    "<f4, 0000803f, 1",
    ">f4, 3f800000, 1",
    "<f8, 9a9999999999b93f, 0.1",
    ">f8, 7fefffffffffffff, Infinity",
  })
  void readsNumbersOfAllFormats(String descr, String hex, float expected) throws IOException {
    byte[] data = HexFormat.of().parseHex(hex);
    for (int version = 1; version <= 3; version++) {
      byte[] file = NpyFiles.file(version, NpyFiles.dictionary(descr, false, "(1,)"), data);
      assertArrayEquals(new float[] {expected}, read(file).values());
    }
  }

  @Test
  void roundsUnsignedLongsToTheNearestFloat() throws IOException {
    // Between 2^63 and the float after it, 2^63 + 2^40: the middle goes to even, more goes up
    String hex = "8000008000000000" + "8000008000000001" + "800000ffffffffff";
    byte[] file =
        NpyFiles.file(1, NpyFiles.dictionary(">u8", false, "(3,)"), HexFormat.of().parseHex(hex));
    assertArrayEquals(
        new float[] {0x1p63f, 0x1p63f + 0x1p40f, 0x1p63f + 0x1p40f}, read(file).values());
  }

  @Test
  void readsFortranOrderRowByRow() throws IOException {
    byte[] matrix =
        NpyFiles.file(1, NpyFiles.dictionary("|u1", true, "(2, 3)"), NpyFiles.counting(6));
    // By columns: 1 2, 3 4, 5 6
    assertArrayEquals(new float[][] {{1, 3, 5}, {2, 4, 6}}, read(matrix).rows());
    byte[] cube =
        NpyFiles.file(1, NpyFiles.dictionary("|u1", true, "(2, 3, 2)"), NpyFiles.counting(12));
    // value(i, j, k) = 1 + i + 2 j + 6 k
    assertArrayEquals(new float[] {1, 7, 3, 9, 5, 11, 2, 8, 4, 10, 6, 12}, read(cube).values());
  }

  @Test
  void readsDictionariesInAnyOrderAndOfPython2() throws IOException {
    byte[] file =
        NpyFiles.file(
            2, "{ \"shape\":(1L,2L) , 'fortran_order':False,'descr':\"|u1\"}", new byte[] {3, 4});
    assertArrayEquals(new float[] {3, 4}, read(file).values());
    assertEquals(List.of(1, 2), read(file).shape());
  }

  @Test
  void rowsAreThoseOfTheFirstAxis() {
    float[] values = {1, 2, 3, 4};
    assertArrayEquals(new float[][] {{1}, {2}, {3}, {4}}, new Tensor(List.of(4), values).rows());
    assertArrayEquals(new float[][] {{1, 2}, {3, 4}}, new Tensor(List.of(2, 1, 2), values).rows());
    Tensor number = new Tensor(List.of(), new float[1]);
    assertThrows(IllegalArgumentException.class, number::rows);
    // Rows without values would take memory that the file gives no reason for
    Tensor many = new Tensor(List.of(Integer.MAX_VALUE, 0), new float[0]);
    assertThrows(IllegalArgumentException.class, many::rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), } @ takes 12 bytes, but 8",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } @ takes 4 bytes, but 8",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), } @ takes 4 bytes, but 8",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2), } @ only number of a tuple",
        "{'descr': '<f4', 'fortran_order': False, 'shape': [2], } @ expected '('",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), } @ whole number",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2.0,), } @ of a tuple",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,), } @ 18 digits",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536), } @ most that can be",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (((((((2,),),),),),),), } @ whole number",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), } @ expected 'False'",
        "{'descr': '<f4', 'fortran_order': False} @ no shape",
        "{'descr': '<f4', 'shape': (2,)} @ no fortran_order",
        "{'fortran_order': False, 'shape': (2,)} @ no descr",
        "{'descr': '<f4', 'descr': '<f4', 'shape': (2,)} @ 'descr' occurs twice",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1} @ unknown key 'x'",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)} @ expected a string",
        "{'descr': '|O', 'fortran_order': False, 'shape': (2,), } @ descr is '|O'",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), } @ descr is '<c8'",
        "{'descr': '<U2', 'fortran_order': False, 'shape': (1,), } @ descr is '<U2'",
        "{'descr': '<M8[s]', 'fortran_order': False, 'shape': (1,), } @ descr is '<M8[s]'",
        "{'descr': '=f4', 'fortran_order': False, 'shape': (2,), } @ descr is '=f4'",
        "{'descr': '|f4', 'fortran_order': False, 'shape': (2,), } @ descr is '|f4'",
        "{'descr': 'f4', 'fortran_order': False, 'shape': (2,), } @ descr is 'f4'",
        "{'descr': '', 'fortran_order': False, 'shape': (2,), } @ descr is ''",
        "{'descr': '\\x3cf4', 'fortran_order': False, 'shape': (2,), } @ without escapes",
        "{'descr': '<f4 @ that ends",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } 1 @ after the end",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,) @ expected '}'",
        "(1, 2) @ expected '{'",
      })
  void refusesDictionaries(String dictionary, String message) {
    byte[] file = NpyFiles.file(1, dictionary, new byte[8]);
    String said = assertThrows(IOException.class, () -> read(file)).getMessage();
    assertTrue(said.startsWith("array: ") && said.contains(message), said);
  }

  @Test
  void refusesBeginnings() {
    byte[] file = NpyFiles.file(1, NpyFiles.dictionary("<f4", false, "(2,)"), NpyFiles.counting(8));
    assertTrue(refused(new byte[9]).contains("it has 9 bytes"));
    byte[] magic = file.clone();
    magic[5] = 'X';
    assertTrue(refused(magic).contains("does not begin with"));
    byte[] version = file.clone();
    version[6] = 4;
    assertTrue(refused(version).contains("version 4.0"));
    byte[] length = file.clone();
    length[9] = (byte) 0xff;
    assertTrue(refused(length).contains("should have 65398 bytes"), refused(length));
    byte[] wide = Arrays.copyOf(file, 12);
    wide[6] = 2;
    wide[11] = (byte) 0xff;
    assertTrue(refused(wide).contains("at most 65536 allowed"), refused(wide));
    wide[6] = 3;
    assertTrue(refused(Arrays.copyOf(wide, 11)).contains("within the length"));
  }

  private static String refused(byte[] file) {
    return assertThrows(IOException.class, () -> read(file)).getMessage();
  }
}

package dev.cortado.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  private static final CsvFormat FORMAT = CsvFormat.create();

  static Table read(String text) throws IOException {
    return read(text, UTF_8, FORMAT);
  }

  private static Table read(String text, Charset charset, CsvFormat format) throws IOException {
    return Csv.read(new ByteArrayInputStream(text.getBytes(charset)), "table", format);
  }

  private static String refused(String text) {
    return assertThrows(IOException.class, () -> read(text)).getMessage();
  }

  /** The texts of a table, row by row, with - for missing ones. */
  static List<List<String>> texts(Table table) {
    return table
        .rows()
        .map(row -> table.columns().stream().map(column -> row.value(column).orElse("-")).toList())
        .toList();
  }

  @Test
  void readsQuotesSeparatorsLineEndsAndBlankLines() throws IOException {
    Table table =
        read("a, b ,\"c\"\r\n1,\"x, \"\"y\"\"\n z\",3\r\n\r\n\n4, five ,\"\"\r,\"6\",7\n\n");
    assertEquals(List.of("a", "b", "c"), table.columns());
    assertEquals(
        List.of(
            List.of("1", "x, \"y\"\n z", "3"), List.of("4", " five ", "-"), List.of("-", "6", "7")),
        texts(table));
  }

  @Test
  void readsOtherSeparators() throws IOException {
    assertEquals(
        List.of(List.of("1,5", "x")), texts(read("a;b\n1,5;x", UTF_8, FORMAT.separator(';'))));
    assertEquals(
        List.of(List.of("1", "x y")), texts(read("a\tb\n1\tx y", UTF_8, FORMAT.separator('\t'))));
    assertThrows(IllegalArgumentException.class, () -> FORMAT.separator('"'));
    assertThrows(IllegalArgumentException.class, () -> FORMAT.separator('\n'));
  }

  @Test
  void readsOtherEncodingsAndLeavesOutByteOrderMarks() throws IOException {
    List<List<String>> expected = List.of(List.of("größe", "1"));
    String text = "ä,b\ngröße,1\n";
    assertEquals(List.of("ä", "b"), read("\ufeff" + text).columns());
    assertEquals(expected, texts(read("\ufeff" + text)));
    assertEquals(expected, texts(read(text, ISO_8859_1, FORMAT.charset(ISO_8859_1))));
    assertEquals(expected, texts(read(text, UTF_16, FORMAT.charset(UTF_16))));
    assertEquals(expected, texts(read("\ufeff" + text, UTF_16LE, FORMAT.charset(UTF_16LE))));
  }

  @Test
  void saysWhereTheEncodingIsWrong() {
    assertEquals(
        "table, line 3 holds the bytes f6, which are not UTF-8; name the file's encoding with CsvFormat.charset",
        assertThrows(IOException.class, () -> read("a\r\nb\r\ngröße\r\n", ISO_8859_1, FORMAT))
            .getMessage());
    assertEquals(
        "table, line 1 holds the character NUL; is the file in another encoding, such as UTF-16? Name it with CsvFormat.charset",
        assertThrows(IOException.class, () -> read("a,b\n", UTF_16LE, FORMAT)).getMessage());
    // The byte order mark of UTF-16 is not UTF-8
    assertTrue(
        assertThrows(IOException.class, () -> read("a,b\n", UTF_16, FORMAT))
            .getMessage()
            .startsWith("table, line 1 holds the bytes fe"));
    // A character that the end of the file cuts
    byte[] cut = {'a', '\n', '1', (byte) 0xc3};
    assertTrue(
        assertThrows(
                IOException.class, () -> Csv.read(new ByteArrayInputStream(cut), "table", FORMAT))
            .getMessage()
            .startsWith("table, line 2 holds the bytes c3"));
  }

  @Test
  void saysWhichLineIsRagged() {
    assertEquals(
        "table, line 4 has 1 values, but there are 2 columns; are the separator and the quotes right?",
        refused("a,b\n1,\"\n2\"\n3\n"));
    assertEquals(
        "table, line 3 has 3 values, but there are 2 columns; are the separator and the quotes right?",
        refused("a,b\n1,2\n3,4,5\n"));
  }

  @Test
  void saysWhatIsWrongWithTheHeader() {
    assertEquals("table is empty; it should begin with a row of columns' names", refused("\n\n"));
    assertEquals(
        "table, line 1: columns 1 and 3 are both named 'a'; rename one",
        refused("a,b, a\n1,2,3\n"));
    assertEquals(
        "table, line 2: column 2 has no name; name it, or read the file with CsvFormat.withoutHeader",
        refused("\na, ,c\n1,2,3\n"));
  }

  @Test
  void readsFilesWithoutAHeader() throws IOException {
    Table numbered = read("1,2\n3,4\n", UTF_8, FORMAT.withoutHeader());
    assertEquals(List.of("1", "2"), numbered.columns());
    assertEquals(List.of(List.of("1", "2"), List.of("3", "4")), texts(numbered));
    Table named = read("1,2\n3,4\n", UTF_8, FORMAT.withoutHeader("x", "y"));
    assertEquals(Optional.of("4"), named.row(1).value("y"));
    assertTrue(
        assertThrows(IOException.class, () -> read("1,2\n", UTF_8, FORMAT.withoutHeader("x")))
            .getMessage()
            .startsWith("table, line 1 has 2 values"));
    assertEquals(0, read("", UTF_8, FORMAT.withoutHeader("x")).count());
  }

  @Test
  void blankAndNamedTextsAreMissing() throws IOException {
    Table table = read("a,b,c\n?, NA ,  \n", UTF_8, FORMAT.missing("NA", "?"));
    assertEquals(List.of(List.of("-", "-", "-")), texts(table));
    assertEquals(List.of(List.of("?", " NA ", "-")), texts(read("a,b,c\n?, NA ,  \n")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,\"x\n2,y\n", "a,b\n1,\"", "a,\"b"})
  void refusesQuotesThatDoNotEnd(String text) {
    assertTrue(refused(text).contains("in the row that begins at line"), refused(text));
    assertTrue(refused(text).contains("Unclosed quoted field"), refused(text));
  }

  @Test
  void refusesTextAfterAQuote() {
    assertEquals(
        "table, in the row that begins at line 2: Unexpected character after closing quote: 'y' (0x79)",
        refused("a,b\n1,\"x\"y\n"));
  }

  @Test
  void refusesAGiganticField() {
    String field = "x".repeat(1 << 21);
    for (String text : List.of("a\n" + field, "a\n\"" + field, field + "\n1", "a\n1\n\"" + field)) {
      String message = refused(text);
      assertTrue(message.length() < 300 && message.startsWith("table, "), message);
    }
  }

  @Test
  void refusesGiganticRows() {
    assertEquals(
        "table, line 1 has 1048577 values, but at most 1048576 can be read",
        refused(",".repeat(1 << 20)));
    assertEquals(
        "table, in the row that begins at line 1: it has more than 16777216 characters; is a quote missing?",
        refused(("x".repeat(1_000_000) + ",").repeat(17)));
  }

  @Test
  void readsALongFieldAndManyRowsWhole() throws IOException {
    String field = "x".repeat(1_000_000);
    StringBuilder text = new StringBuilder("a,b\n" + field + ",1\n");
    for (int i = 0; i < 2000; i++) {
      text.append(i).append(",\"").append(i % 7 == 0 ? "\n" : "y").append("\"\n");
    }
    Table table = read(text.toString());
    assertEquals(2001, table.count());
    assertEquals(field, table.row(0).value("a").orElseThrow());
    for (int i = 0; i < 2000; i++) {
      assertEquals(Optional.of("" + i), table.row(i + 1).value("a"));
    }
    // Lines count what is within quotes, too: 286 rows of 2000 take two
    assertEquals("table, line 2288, column 'a'", table.row(2000).place("a"));
  }

  @Test
  void streamsTheRowsOfAFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("rows.csv");
    StringBuilder text = new StringBuilder("a\n");
    for (int i = 0; i < 1000; i++) {
      text.append(i).append('\n');
    }
    Files.writeString(file, text);
    try (Stream<Row> rows = Csv.rows(file, FORMAT)) {
      List<String> read = new ArrayList<>();
      rows.forEach(row -> read.add(row.value("a").orElseThrow()));
      assertEquals(1000, read.size());
      assertEquals("999", read.get(999));
    }
    assertEquals(1000, Csv.read(file).count());
    Files.writeString(file, text + "1,2\n");
    try (Stream<Row> rows = Csv.rows(file, FORMAT)) {
      assertTrue(
          assertThrows(UncheckedIOException.class, rows::count)
              .getMessage()
              .contains("line 1002 has 2 values"));
    }
    Path missing = directory.resolve("missing.csv");
    assertThrows(NoSuchFileException.class, () -> Csv.read(missing));
    assertThrows(NoSuchFileException.class, () -> Csv.rows(missing, FORMAT));
  }

  @Test
  void readsGzippedFiles(@TempDir Path directory) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("a,b\n1,2\n".getBytes(UTF_8));
    }
    byte[] bytes = packed.toByteArray();
    Path file = Files.write(directory.resolve("rows.csv.gz"), bytes);
    assertEquals(List.of(List.of("1", "2")), texts(Csv.read(file)));
    try (Stream<Row> rows = Csv.rows(file, FORMAT)) {
      assertEquals(1, rows.count());
    }
    for (int length : new int[] {2, bytes.length - 12}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      String message = assertThrows(IOException.class, () -> Csv.read(file)).getMessage();
      assertTrue(message.startsWith(file + ", "), message);
    }
  }

  @Test
  void closesItsStream() throws IOException {
    boolean[] closed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream("a\n1".getBytes(UTF_8)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    Csv.read(in, "table");
    assertTrue(closed[0]);
  }
}

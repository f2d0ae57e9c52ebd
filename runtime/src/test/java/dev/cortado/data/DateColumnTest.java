package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateColumnTest {
  /** A Thursday, a Monday at six in the morning, and the first again at noon. */
  private static final String TABLE =
      "when,x\n2024-02-29,1\n2024-04-01T06:00,2\n2024-02-29 12:00:00,3\n";

  private static final float HALF_SQUARE_ROOT_OF_3 = (float) Math.sqrt(0.75);

  private static Features all(Table table) {
    return Features.of(table)
        .date("when", DatePart.MONTH, DatePart.WEEKDAY, DatePart.HOUR)
        .ignore("x")
        .fit();
  }

  @Test
  void countsDaysSinceTheFirst() throws IOException {
    Table table = CsvTest.read(TABLE);
    Features features = Features.of(table).date("when").numbers("x").fit();
    assertEquals(List.of("when days", "x"), features.names());
    assertArrayEquals(new float[][] {{0, 1}, {32.25f, 2}, {0.5f, 3}}, features.inputs(table));
    assertArrayEquals(
        new float[] {-1.25f, 0},
        features.input(Map.of("when", LocalDateTime.of(2024, 2, 27, 18, 0), "x", 0)));
  }

  @Test
  void partsGoRoundInCircles() throws IOException {
    Table table = CsvTest.read(TABLE);
    Features features = all(table);
    assertEquals(
        List.of(
            "when days",
            "when month sin",
            "when month cos",
            "when weekday sin",
            "when weekday cos",
            "when hour sin",
            "when hour cos"),
        features.names());
    assertEquals(7, features.size());
    float[][] rows = features.inputs(table);
    // February is a twelfth of the way, April a quarter
    assertArrayEquals(new float[] {0.5f, HALF_SQUARE_ROOT_OF_3}, part(rows[0], 1), 1e-7f);
    assertArrayEquals(new float[] {1, 0}, part(rows[1], 1), 1e-7f);
    assertArrayEquals(
        new float[] {(float) Math.sin(6 * Math.PI / 7), (float) Math.cos(6 * Math.PI / 7)},
        part(rows[0], 3),
        1e-7f);
    assertArrayEquals(new float[] {0, 1}, part(rows[1], 3), 1e-7f);
    assertArrayEquals(new float[] {0, 1}, part(rows[0], 5), 1e-7f);
    assertArrayEquals(new float[] {1, 0}, part(rows[1], 5), 1e-7f);
    assertArrayEquals(new float[] {0, -1}, part(rows[2], 5), 1e-7f);
  }

  private static float[] part(float[] row, int from) {
    return new float[] {row[from], row[from + 1]};
  }

  @Test
  void daysAreScaledAndPartsAreNot() throws IOException {
    Table table = CsvTest.read("when\n2024-02-01\n2024-02-05\n");
    Features features = Features.of(table).date("when", DatePart.MONTH).minMax().fit();
    float[][] rows = features.inputs(table);
    assertArrayEquals(new float[] {0, 0.5f, HALF_SQUARE_ROOT_OF_3}, rows[0], 1e-7f);
    assertArrayEquals(new float[] {1, 0.5f, HALF_SQUARE_ROOT_OF_3}, rows[1], 1e-7f);
    assertEquals(-0.25f, features.input(Map.of("when", "2024-01-31"))[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "soon | 'soon' is no date; dates look like 2024-02-29",
        "2023-02-29 | '2023-02-29' is no date",
        "29.02.2024 | '29.02.2024' is no date",
        "2024-02-29T25:00 | '2024-02-29T25:00' is no date",
        "2024-02-29T12:00Z | '2024-02-29T12:00Z' is no date",
        "`` | the date is missing; leave the row out with Table.where",
      })
  void saysWhereADateIsWrong(String date, String message) throws IOException {
    Features features = all(CsvTest.read(TABLE));
    Table table = CsvTest.read(TABLE + date + ",4\n");
    String expected = "table, line 5, column 'when': " + message;
    for (String said : List.of(refused(() -> features.inputs(table)), refused(() -> all(table)))) {
      assertTrue(said.startsWith(expected), said);
    }
  }

  private static String refused(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }

  @Test
  void comesBackFromAFileWithTheSameBits(@TempDir Path directory) throws IOException {
    Table table = CsvTest.read(TABLE);
    Features features =
        Features.of(table)
            .date("when", DatePart.HOUR, DatePart.MONTH)
            .numbers("x")
            .standard()
            .fit();
    Path file = directory.resolve("features.json");
    features.save(file);
    Features loaded = Features.load(file);
    assertEquals(features.names(), loaded.names());
    assertArrayEquals(features.inputs(table), loaded.inputs(table));
    assertTrue(
        Files.readString(file)
            .contains("\"names\":[\"hour\",\"month\"],\"first\":\"2024-02-29\"}"));
  }
}

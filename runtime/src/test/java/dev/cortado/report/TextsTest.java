package dev.cortado.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.123456, 0.1235",
    "12.3456, 12.35",
    "-0.00012344, -0.0001234",
    "0.00001, 1e-5",
    "-1.23456e-7, -1.235e-7",
    "1234567, 1235000",
    "12345678, 1.235e7",
    "1e300, 1e300",
    "NaN, NaN",
    "Infinity, Infinity"
  })
  void figures(double value, String expected) {
    assertEquals(expected, Texts.figure(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0000341, 34 µs",
    "0.0854, 85 ms",
    "12.34, 12.3 s",
    "125, 2 min 5 s",
    "3599.6, 1 h 0 min",
    "11223, 3 h 7 min"
  })
  void durations(double seconds, String expected) {
    assertEquals(expected, Texts.duration(seconds));
  }

  @ParameterizedTest
  @CsvSource({"mean_absolute_error, Mean absolute error", "auc, Auc", "'', ''"})
  void headings(String name, String expected) {
    assertEquals(expected, Texts.heading(name));
  }
}

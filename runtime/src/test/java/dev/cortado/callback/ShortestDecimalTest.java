package dev.cortado.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected texts are what {@code repr} of Python 3.11 returns. */
class ShortestDecimalTest {
  @ParameterizedTest
  @CsvSource({
    "0x1.999999999999ap-4, 0.1",
    "0x1.0p0, 1.0",
    "0x1.9p6, 100.0",
    "0x1.99999ap-4, 0.10000000149011612",
    "0x1.a36e2eb1c432dp-14, 0.0001",
    "0x1.4f8b588e368f1p-17, 1e-05",
    "0x1.f75104d551d69p-17, 1.5e-05",
    "0x1.c6bf526340000p49, 1000000000000000.0",
    "0x1.1c37937e08000p53, 1e+16",
    "0x1.b69b4ba630f35p56, 1.2345678901234568e+17",
    "0x1.52d02c7e14af7p76, 1.0000000000000001e+23",
    "0x1.52d02c7e14af6p76, 1e+23",
    "0x1.0p-44, 5.684341886080802e-14",
    "0x0.0000000000001p-1022, 5e-324",
    "0x1.fffffffffffffp1023, 1.7976931348623157e+308",
    "-0x1.8p1, -3.0",
    "0x0.0p0, 0.0",
    "-0x0.0p0, -0.0",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void isWhatPythonWrites(String value, String expected) {
    assertEquals(expected, ShortestDecimal.of(Double.parseDouble(value)));
  }

  @Test
  void isReadAsTheSameNumber() {
    double value = 1e-300;
    for (int i = 0; i < 2000; i++) {
      value *= 1.9876;
      assertEquals(value, Double.parseDouble(ShortestDecimal.of(value)));
    }
  }
}

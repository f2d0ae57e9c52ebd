package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFunctionTest {
  @Test
  void agreesWithSeriesAndContinuedFraction() {
    for (double x = -6; x < 26; x += 0.00137) {
      double expected = References.erfc(x);
      // The series loses digits towards 2, where 1 - erf(x) cancels
      double bound = x > 1 && x <= 2 ? 1e-12 : 2e-13;
      double found = ErrorFunction.erfc(x);
      assertTrue(
          Math.abs(found - expected) <= bound * expected, "erfc(%s) = %s".formatted(x, found));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.4795001221869535",
    "1, 0.15729920705028513",
    "2, 0.004677734981047266",
    "5, 1.5374597944280349e-12",
    "-1, 1.8427007929497148",
  })
  void agreesWithTables(double x, double expected) {
    assertEquals(expected, ErrorFunction.erfc(x), 2e-14 * expected);
  }

  @Test
  void reachesItsLimits() {
    assertEquals(1, ErrorFunction.erfc(0));
    assertEquals(0, ErrorFunction.erfc(Double.POSITIVE_INFINITY));
    assertEquals(2, ErrorFunction.erfc(Double.NEGATIVE_INFINITY));
    assertEquals(0, ErrorFunction.erfc(1e300));
    assertTrue(Double.isNaN(ErrorFunction.erfc(Double.NaN)));
  }
}

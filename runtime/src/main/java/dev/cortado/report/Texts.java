package dev.cortado.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them. */
final class Texts {
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private Texts() {}

  /** A number of four digits, for example {@code 0.1235}, {@code 12.35} or {@code 1.235e-7}. */
  static String figure(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    return decimal(new BigDecimal(value).round(FOUR_DIGITS));
  }

  /** All digits of a number, with an exponent where there would be many zeros. */
  static String decimal(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = number.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    return exponent >= -4 && exponent < 7
        ? stripped.toPlainString()
        : stripped.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  /** A whole number with commas between thousands. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A time, for example {@code 85 ms}, {@code 12.3 s}, {@code 2 min 5 s} or {@code 3 h 7 min}. */
  static String duration(double seconds) {
    if (seconds < 1e-3) {
      return "%.0f µs".formatted(seconds * 1e6);
    }
    if (seconds < 1) {
      return "%.0f ms".formatted(seconds * 1000);
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  /** A metric's name as a heading: {@code Mean absolute error} for {@code mean_absolute_error}. */
  static String heading(String name) {
    String words = name.replace('_', ' ');
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}

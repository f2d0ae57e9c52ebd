package dev.cortado.callback;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file name with figures in it, in the form of Python's {@code str.format} as far as Keras's
 * names of checkpoints need it: {@code {epoch}}, {@code {epoch:02d}}, {@code {val_loss:.4f}},
 * {@code {val_loss:.2e}}.
 */
record FileTemplate(String text) {
  /**
   * A name, and after a colon zero for padding, the least width, and d, or precision and f or e.
   */
  private static final Pattern FIGURE =
      Pattern.compile(
          "\\{(?<name>[^{}:]+)(:(?<zero>0?)(?<width>\\d{0,2})(?<form>d|(\\.(?<precision>\\d{1,2}))?[fe])?)?}");

  private static final int PRECISION = 6;

  FileTemplate {
    if (FIGURE.matcher(text).replaceAll("").matches(".*[{}].*")) {
      throw new IllegalArgumentException(
          "the file name '%s' has a brace that belongs to no figure; figures are written as {epoch}, {epoch:02d} or {val_loss:.4f}"
              .formatted(text));
    }
  }

  /**
   * The name with its figures.
   *
   * @param counts whole numbers by name
   * @param logs further figures
   * @throws IllegalArgumentException where a figure is missing, or is to be written as a whole
   *     number but is none
   */
  String fill(Map<String, Integer> counts, Logs logs) {
    return FIGURE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(figure((Matcher) match, counts, logs)));
  }

  private String figure(Matcher match, Map<String, Integer> counts, Logs logs) {
    String name = match.group("name");
    String form = Objects.requireNonNullElse(match.group("form"), "");
    boolean whole = counts.containsKey(name);
    if (!whole && !logs.has(name)) {
      throw new IllegalArgumentException(
          "the file name '%s' has the figure '%s', but there are only %s and %s"
              .formatted(text, name, counts.keySet(), logs.names()));
    }
    if (!whole && form.equals("d")) {
      throw new IllegalArgumentException(
          "the file name '%s' has '%s' as a whole number, but it is %s; write {%s:.4f}"
              .formatted(text, name, logs.get(name), name));
    }
    String number;
    if (form.endsWith("f") || form.endsWith("e")) {
      int precision = number(match.group("precision"), PRECISION);
      number = decimal(whole ? counts.get(name) : logs.get(name), form, precision);
    } else {
      number = whole ? counts.get(name).toString() : Double.toString(logs.get(name));
    }
    return padded(number, number(match.group("width"), 0), "0".equals(match.group("zero")));
  }

  private static int number(String digits, int otherwise) {
    return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
  }

  /** Python rounds the exact value and ties to even; Java's format does not. */
  private static String decimal(double value, String form, int precision) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    BigDecimal exact = new BigDecimal(value);
    return form.endsWith("f")
        ? exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString()
        : String.format(
            Locale.ROOT,
            "%." + precision + "e",
            exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN)));
  }

  private static String padded(String number, int width, boolean zeros) {
    String padding = (zeros ? "0" : " ").repeat(Math.max(0, width - number.length()));
    return zeros && number.startsWith("-") ? "-" + padding + number.substring(1) : padding + number;
  }
}

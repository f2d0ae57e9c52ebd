package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** What a sample prints that runs to its end. */
final class Printed {
  private final List<String> lines;

  private Printed(List<String> lines) {
    this.lines = lines;
  }

  static Printed by(Callable<Integer> sample, String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      assertEquals(0, new CommandLine(sample).execute(arguments));
    } finally {
      System.setOut(before);
    }
    return new Printed(bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /** The number that first follows a text in a line. */
  double number(String text) {
    return find(text, Pattern.compile(Pattern.quote(text) + "\\D*?(-?\\d+(\\.\\d+)?)"));
  }

  /** The number that stands right before a text. */
  double before(String text) {
    return find(text, Pattern.compile("(-?\\d+(\\.\\d+)?)" + Pattern.quote(text)));
  }

  private double find(String text, Pattern pattern) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(matcher -> Double.parseDouble(matcher.group(1)))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no number beside '%s' in %s".formatted(text, lines)));
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}

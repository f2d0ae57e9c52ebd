package dev.cortado.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tables of figures, in Markdown. */
final class Markdown {
  private final StringBuilder text = new StringBuilder();
  private final Measurements measurements;

  private Markdown(Measurements measurements) {
    this.measurements = measurements;
  }

  /** A table for each metric: a row a subject, a column a contender. */
  static String tables(Measurements measurements) {
    Markdown markdown = new Markdown(measurements);
    measurements.metrics().forEach(markdown::table);
    return markdown.text.toString();
  }

  private void table(Metric metric) {
    List<String> contenders =
        measurements.contenders().stream().filter(who -> isIn(metric, who)).toList();
    text.append("### ").append(metric.title()).append("\n\n");
    text.append("| | ").append(String.join(" | ", contenders)).append(" |\n");
    text.append("| --- |").append(" --- |".repeat(contenders.size())).append('\n');
    for (String subject : measurements.subjects(metric)) {
      text.append("| ").append(subject);
      for (String contender : contenders) {
        text.append(" | ").append(cell(metric, subject, contender));
      }
      text.append(" |\n");
    }
    text.append('\n');
  }

  private boolean isIn(Metric metric, String contender) {
    return measurements.subjects(metric).stream()
        .anyMatch(subject -> measurements.figure(metric, subject, contender).isPresent());
  }

  private String cell(Metric metric, String subject, String contender) {
    Optional<Figure> figure = measurements.figure(metric, subject, contender);
    if (figure.isEmpty()) {
      return "-";
    }
    String value = number(figure.get().median());
    if (figure.get().spread() > 0) {
      value += " ± %.0f %%".formatted(100 * figure.get().spread());
    }
    Optional<Double> ours = measurements.best(metric, subject);
    if (!measurements.isPeer(contender) || ours.isEmpty()) {
      return value;
    }
    double advantage = metric.advantage(ours.get(), figure.get().median());
    if (advantage == 0) {
      return value + "; **wins**";
    }
    if (!Double.isFinite(advantage)) {
      return value; // ours is nothing at all
    }
    return "%s; %s"
        .formatted(
            value, advantage < 1 ? "**wins, %s**".formatted(times(advantage)) : times(advantage));
  }

  private static String times(double advantage) {
    return number(advantage) + "×";
  }

  /** Three digits that count, at least; nothing behind the point from 100 on. */
  static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.005 ? "%.2f" : "%.0f";
    return String.format(Locale.ROOT, format, value);
  }
}

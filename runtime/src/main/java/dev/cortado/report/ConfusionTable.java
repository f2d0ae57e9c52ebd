package dev.cortado.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How often samples of each class were taken for each class: a row for each true class. */
final class ConfusionTable {
  private static final double DARK = 0.5;
  private static final int MOST_MISTAKES = 5;

  private final List<String> classes;
  private final int[][] counts;

  /**
   * @param classes the classes' names
   * @param counts a row for each true class, a column for each predicted class. Copied.
   * @throws IllegalArgumentException where the numbers of names, rows and columns differ, or a
   *     count is below 0
   */
  ConfusionTable(List<String> classes, int[][] counts) {
    this.classes = List.copyOf(classes);
    this.counts = Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    if (counts.length != classes.size() || classes.isEmpty()) {
      throw new IllegalArgumentException(
          "a confusion matrix of %d classes has as many rows, not %d"
              .formatted(classes.size(), counts.length));
    }
    if (Set.copyOf(classes).size() < classes.size()) {
      throw new IllegalArgumentException("two classes have the same name, of " + classes);
    }
    for (int row = 0; row < counts.length; row++) {
      if (counts[row].length != counts.length || Arrays.stream(counts[row]).anyMatch(n -> n < 0)) {
        throw new IllegalArgumentException(
            "row %d of a confusion matrix of %d classes is as many counts of at least 0, not %s"
                .formatted(row, counts.length, Arrays.toString(counts[row])));
      }
    }
  }

  /** A table whose cells are the darker the greater a part of their row they are. */
  Element table() {
    Element head = Element.of("tr", Element.of("th", "true ↓ predicted →").styled("corner"));
    for (String name : classes) {
      head.add(heading(Element.of("th", Element.of("span", name)).styled("across"), "col"));
    }
    head.add(heading(Element.of("th", Element.of("span", "recall")).styled("across"), "col"));
    Element body = Element.of("tbody");
    for (int row = 0; row < counts.length; row++) {
      body.add(row(row));
    }
    Element precision = Element.of("tr", heading(Element.of("th", "precision"), "row"));
    for (int column = 0; column < counts.length; column++) {
      long taken = 0;
      for (int[] row : counts) {
        taken += row[column];
      }
      precision.add(Element.of("td", percent(counts[column][column], taken)).styled("rate"));
    }
    precision.add(Element.of("td", percent(hits(), total())).styled("rate accuracy"));
    body.add(precision);
    return Element.of("table", Element.of("thead", head), body).styled("confusion");
  }

  /** The sum of the diagonal. */
  private long hits() {
    long hits = 0;
    for (int i = 0; i < counts.length; i++) {
      hits += counts[i][i];
    }
    return hits;
  }

  private long total() {
    return Arrays.stream(counts).mapToLong(ConfusionTable::sum).sum();
  }

  /** In words, with the most frequent mistakes. */
  Element summary() {
    Element list = Element.of("ol");
    mistakes().limit(MOST_MISTAKES).forEach(cell -> list.add(mistake(cell.row(), cell.column())));
    Element summary =
        Element.of(
                "div",
                Element.of(
                    "p",
                    "%s of %s samples are recognized: %s."
                        .formatted(
                            Texts.count(hits()), Texts.count(total()), percent(hits(), total()))))
            .styled("summary");
    return hits() == total()
        ? summary
        : summary.add(Element.of("h3", "Most frequent mistakes"), list);
  }

  private record Cell(int row, int column) {}

  private Stream<Cell> mistakes() {
    return IntStream.range(0, counts.length)
        .boxed()
        .flatMap(row -> IntStream.range(0, counts.length).mapToObj(column -> new Cell(row, column)))
        .filter(cell -> cell.row() != cell.column() && counts[cell.row()][cell.column()] > 0)
        .sorted(Comparator.comparing(cell -> -counts[cell.row()][cell.column()]));
  }

  private Element mistake(int row, int column) {
    return Element.of("li")
        .add(Element.of("b", classes.get(row)))
        .add(" taken for ")
        .add(Element.of("b", classes.get(column)))
        .add(
            ": %s (%s)"
                .formatted(
                    Texts.count(counts[row][column]),
                    percent(counts[row][column], sum(counts[row]))));
  }

  private Element row(int row) {
    long sum = sum(counts[row]);
    Element line = Element.of("tr", heading(Element.of("th", classes.get(row)), "row"));
    for (int column = 0; column < counts.length; column++) {
      double part = sum == 0 ? 0 : counts[row][column] / (double) sum;
      line.add(
          Element.of("td", Texts.count(counts[row][column]))
              .styled((row == column ? "hit" : "miss") + (part > DARK ? " strong" : ""))
              .with("style", "--heat: " + Element.number(part))
              .with(
                  "title",
                  "%s of %s samples of %s were taken for %s (%s)"
                      .formatted(
                          Texts.count(counts[row][column]),
                          Texts.count(sum),
                          classes.get(row),
                          classes.get(column),
                          percent(counts[row][column], sum))));
    }
    return line.add(Element.of("td", percent(counts[row][row], sum)).styled("rate"));
  }

  private static Element heading(Element cell, String scope) {
    return cell.with("scope", scope);
  }

  private static long sum(int[] row) {
    return Arrays.stream(row).asLongStream().sum();
  }

  private static String percent(long part, long whole) {
    // The space keeps the sign on the number's line.
    return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f\u00a0%%", part * 100.0 / whole);
  }
}

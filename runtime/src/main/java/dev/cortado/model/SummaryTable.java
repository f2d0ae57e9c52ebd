package dev.cortado.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of fixed width in the style of Python's rich: a heavy frame around the first row, lines
 * between all rows, words wrapped.
 *
 * @param widths the number of characters of each column, without the space on either side
 */
record SummaryTable(List<Integer> widths) {
  /** The columns of a plain chain of layers: 88 characters, the width of Keras. */
  static final SummaryTable CHAIN = new SummaryTable(List.of(36, 27, 15));

  /** The columns of any other network: 108 characters, the width of Keras. */
  static final SummaryTable GRAPH = new SummaryTable(List.of(29, 25, 15, 26));

  /** Only this column, of numbers, is flush right. */
  private static final int RIGHT = 2;

  private static final String ELLIPSIS = "…";

  /** The lines of the table; the first row is its head. */
  List<String> render(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(rule("┏━┳┓"));
    lines.addAll(row(rows.get(0), "┃"));
    lines.add(rule("┡━╇┩"));
    for (int i = 1; i < rows.size(); i++) {
      lines.addAll(row(rows.get(i), "│"));
      lines.add(rule(i < rows.size() - 1 ? "├─┼┤" : "└─┴┘"));
    }
    return lines;
  }

  /** A line across: its left end, what runs under the columns, its crossings, its right end. */
  private String rule(String characters) {
    String run = characters.substring(1, 2);
    return widths.stream()
        .map(width -> run.repeat(width + 2))
        .collect(
            Collectors.joining(
                characters.substring(2, 3),
                characters.substring(0, 1),
                characters.substring(3, 4)));
  }

  private List<String> row(List<String> cells, String separator) {
    List<List<String>> wrapped =
        IntStream.range(0, widths.size())
            .mapToObj(column -> wrap(cells.get(column), widths.get(column)))
            .toList();
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    IntFunction<String> line =
        index ->
            IntStream.range(0, widths.size())
                .mapToObj(
                    column -> {
                      List<String> lines = wrapped.get(column);
                      return pad(index < lines.size() ? lines.get(index) : "", column);
                    })
                .collect(
                    Collectors.joining(" " + separator + " ", separator + " ", " " + separator));
    return IntStream.range(0, height).mapToObj(line).toList();
  }

  private String pad(String text, int column) {
    String space = " ".repeat(widths.get(column) - text.length());
    return column == RIGHT ? space + text : text + space;
  }

  /** Breaks a text between words; a word that is longer than a line loses its end. */
  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      if (line.isEmpty()) {
        line = word;
      } else if (line.length() + 1 + word.length() <= width) {
        line += " " + word;
      } else {
        lines.add(shorten(line, width));
        line = word;
      }
    }
    lines.add(shorten(line, width));
    return lines;
  }

  private static String shorten(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width - 1) + ELLIPSIS;
  }
}

package dev.cortado.data;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One row of a table: a text for each column. Immutable. */
public final class Row {
  private final Header header;
  private final TextBlock block;
  private final int index;
  private final int[] texts;

  Row(Header header, TextBlock block, int index) {
    this.header = header;
    this.block = block;
    this.index = index;
    this.texts = block.texts(index);
  }

  /**
   * A row that does not come from a file, for a prediction: {@code Row.of(Map.of("age", 31, "kind",
   * "old"))}.
   *
   * @param values by column; null and blank texts are missing values
   */
  public static Row of(Map<String, ?> values) {
    TextBlock.Builder row = new TextBlock.Builder();
    List<String> columns = List.copyOf(values.keySet());
    row.beginRow(0);
    for (String column : columns) {
      char[] text = Objects.toString(values.get(column), "").toCharArray();
      row.add(text, 0, text.length);
    }
    row.endRow();
    return new Row(new Header("the row", columns, Set.of()), row.build(columns.size()), 0);
  }

  /** The names of the columns. */
  public List<String> columns() {
    return header.columns();
  }

  /**
   * The text in a column; empty where the value is missing.
   *
   * @throws IllegalArgumentException where there is no such column
   */
  public Optional<String> value(String column) {
    String text = block.text(texts[header.index(column)]);
    return header.isMissing(text) ? Optional.empty() : Optional.of(text);
  }

  /** Where a value is, for messages: file, line and column. */
  String place(String column) {
    long line = block.line(index);
    return line == 0
        ? "%s, column '%s'".formatted(header.source(), column)
        : "%s, line %d, column '%s'".formatted(header.source(), line, column);
  }
}

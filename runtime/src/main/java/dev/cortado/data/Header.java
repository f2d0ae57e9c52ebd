package dev.cortado.data;

import dev.cortado.io.Excerpt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of a table, and where it comes from. Immutable. */
final class Header {
  private final String source;
  private final List<String> columns;
  private final Set<String> missing;
  private final Map<String, Integer> indices = new HashMap<>();

  /**
   * @param source what messages call the table
   * @param columns the names of the columns
   * @param missing texts that stand for a missing value, as blank ones do
   * @throws IllegalArgumentException where a name is blank or occurs twice; the message does not
   *     name the table
   */
  Header(String source, List<String> columns, Set<String> missing) {
    this.source = source;
    this.columns = List.copyOf(columns);
    this.missing = missing;
    for (String column : columns) {
      if (column.isBlank()) {
        throw new IllegalArgumentException(
            "column %d has no name; name it, or read the file with CsvFormat.withoutHeader"
                .formatted(indices.size() + 1));
      }
      Integer other = indices.put(column, indices.size());
      if (other != null) {
        throw new IllegalArgumentException(
            "columns %d and %d are both named '%s'; rename one"
                .formatted(other + 1, indices.size() + 1, Excerpt.of(column)));
      }
    }
  }

  /** What messages call the table. */
  String source() {
    return source;
  }

  /** The names of the columns. */
  List<String> columns() {
    return columns;
  }

  /** The index of a column. */
  int index(String column) {
    Integer index = indices.get(column);
    if (index == null) {
      throw new IllegalArgumentException(
          "%s has no column '%s'; it has %s; check the name and the separator"
              .formatted(source, Excerpt.of(column), Excerpt.of(String.join(", ", columns))));
    }
    return index;
  }

  /** Whether a text stands for a missing value. */
  boolean isMissing(String text) {
    return text.isBlank() || missing.contains(text.strip());
  }
}

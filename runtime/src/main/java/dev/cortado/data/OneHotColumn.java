package dev.cortado.data;

import dev.cortado.io.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A column of categories: a 1 for the category, and 0 for the others.
 *
 * @param column the column of the table
 * @param categories the categories, in the order of the numbers
 * @param unknown whether a number more, the last one, stands for all other categories
 * @param fill the category of missing texts; empty where none may be missing
 */
record OneHotColumn(String column, Vocabulary categories, boolean unknown, Optional<String> fill)
    implements Column {

  /**
   * Fitted on a table: its categories are those of at least so many rows, and the one that stands
   * in for missing ones.
   */
  static OneHotColumn fit(
      Table table, String column, int leastRows, boolean unknown, Optional<String> fill) {
    Map<String, Integer> counts = new HashMap<>();
    table.rows().forEach(row -> counts.merge(category(row, column, fill), 1, Integer::sum));
    counts.values().removeIf(count -> count < leastRows);
    fill.ifPresent(category -> counts.putIfAbsent(category, 0));
    if (counts.isEmpty()) {
      throw new IllegalArgumentException(
          "no category of column '%s' of %s has %d rows; ask for fewer"
              .formatted(column, table.name(), leastRows));
    }
    return new OneHotColumn(column, Vocabulary.fit(counts.keySet()), unknown, fill);
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    categories.names().forEach(category -> names.add(column + "=" + category));
    if (unknown) {
      names.add(column + " unknown");
    }
    return names;
  }

  @Override
  public int width() {
    return categories.size() + (unknown ? 1 : 0);
  }

  @Override
  public void write(Row row, float[] into, int at) {
    String text = category(row, column, fill);
    OptionalInt index = categories.find(text);
    if (index.isEmpty() && !unknown) {
      throw Column.failure(
          row,
          column,
          "the category '%s' was not there in training, only %s; categoryOrUnknown allows for others"
              .formatted(Excerpt.of(text), categories));
    }
    Arrays.fill(into, at, at + width(), 0);
    into[at + index.orElse(categories.size())] = 1;
  }

  /** The category in a column. */
  private static String category(Row row, String column, Optional<String> fill) {
    return row.value(column)
        .or(() -> fill)
        .orElseThrow(
            () ->
                Column.failure(
                    row,
                    column,
                    "the category is missing; leave the row out with Table.where, or say with fill what stands in for it"));
  }
}

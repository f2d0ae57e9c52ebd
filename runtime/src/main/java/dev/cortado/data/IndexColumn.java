package dev.cortado.data;

import dev.cortado.io.Excerpt;
import java.util.List;
import java.util.OptionalInt;

/**
 * A column of classes: the index of the class.
 *
 * @param column the column of the table
 * @param classes the classes
 */
record IndexColumn(String column, Vocabulary classes) implements Column {
  /** The classes of a table. */
  static Vocabulary classes(Table table, String column) {
    table.requireColumn(column);
    return Vocabulary.fit(table.rows().map(row -> label(row, column)).distinct().toList());
  }

  @Override
  public List<String> names() {
    return List.of(column);
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void write(Row row, float[] into, int at) {
    String text = label(row, column);
    OptionalInt index = classes.find(text);
    into[at] =
        index.orElseThrow(
            () ->
                Column.failure(
                    row, column, "'%s' is none of %s".formatted(Excerpt.of(text), classes)));
  }

  /** The class in a column. */
  private static String label(Row row, String column) {
    return row.value(column)
        .orElseThrow(
            () ->
                Column.failure(
                    row, column, "the class is missing; leave the row out with Table.where"));
  }
}

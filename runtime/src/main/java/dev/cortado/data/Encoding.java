package dev.cortado.data;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes one row of numbers: an input or a target. Immutable.
 *
 * @param columns its columns, in the order of the numbers
 */
record Encoding(List<Column> columns) {
  Encoding {
    columns = List.copyOf(columns);
  }

  /** A name for each number. */
  List<String> names() {
    return columns.stream().flatMap(column -> column.names().stream()).toList();
  }

  /** The numbers of a row, in a fresh array. */
  float[] numbers(Row row) {
    float[] numbers = new float[width()];
    write(row, numbers);
    return numbers;
  }

  /** The numbers of all rows, in fresh arrays. */
  float[][] numbers(Table table) {
    float[][] numbers = new float[table.count()][width()];
    for (int i = 0; i < numbers.length; i++) {
      write(table.row(i), numbers[i]);
    }
    return numbers;
  }

  /**
   * This with its columns of numbers and dates scaled.
   *
   * @param scaling of the numbers of rows as they are now
   */
  Encoding scaled(Scaling scaling) {
    List<Column> scaled = new ArrayList<>();
    int at = 0;
    for (Column column : columns) {
      scaled.add(column.scaled(scaling.offsets()[at], scaling.scales()[at]));
      at += column.width();
    }
    return new Encoding(scaled);
  }

  /** How many numbers a row becomes. */
  int width() {
    return columns.stream().mapToInt(Column::width).sum();
  }

  private void write(Row row, float[] into) {
    int at = 0;
    for (Column column : columns) {
      column.write(row, into, at);
      at += column.width();
    }
  }
}

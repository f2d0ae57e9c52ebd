package dev.cortado.data;

import java.util.List;

/** What the texts of one column become: some numbers of a row. Immutable. */
sealed interface Column permits NumberColumn, DateColumn, OneHotColumn, IndexColumn {
  /** The column of the table. */
  String column();

  /** A name for each number. */
  List<String> names();

  /** How many numbers it becomes. */
  int width();

  /**
   * Writes the numbers of a row.
   *
   * @param into receives as many numbers as there are {@link #names}. Modified.
   * @param at where the first of them goes
   * @throws IllegalArgumentException where the text is missing or wrong; the message names the
   *     place
   */
  void write(Row row, float[] into, int at);

  /**
   * This with its first number scaled, {@code (number - offset) / scale}, where it is no 0 or 1.
   */
  default Column scaled(float offset, float scale) {
    return this;
  }

  /** What is wrong with a text. */
  static IllegalArgumentException failure(Row row, String column, String what) {
    return new IllegalArgumentException(row.place(column) + ": " + what);
  }
}

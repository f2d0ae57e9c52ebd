package dev.cortado.data;

import dev.cortado.io.Excerpt;
import java.util.List;
import java.util.Optional;

/**
 * A column of numbers: {@code (number - offset) / scale}.
 *
 * @param column the column of the table
 * @param fill what stands in for missing numbers; empty where none may be missing
 * @param offset what is subtracted
 * @param scale what is divided by after that, not 0
 */
record NumberColumn(String column, Optional<Float> fill, float offset, float scale)
    implements Column {
  private static final String CHARACTERS = "0123456789+-.eE";

  /**
   * Fitted on a table, not scaled.
   *
   * @param fill what stands in for missing numbers; null where none may be missing
   */
  static NumberColumn fit(Table table, String column, Fill fill) {
    if (fill == null) {
      return new NumberColumn(column, Optional.empty(), 0, 1);
    }
    List<Float> present = table.rows().flatMap(row -> number(row, column).stream()).toList();
    float[] numbers = new float[present.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = present.get(i);
    }
    float number = (float) fill.of(numbers);
    if (!Float.isFinite(number)) {
      throw new IllegalArgumentException(
          "column '%s' of %s has %d numbers, whose fill would be %s; fill it with a constant"
              .formatted(column, table.name(), numbers.length, number));
    }
    return new NumberColumn(column, Optional.of(number), 0, 1);
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
    float number =
        number(row, column)
            .or(() -> fill)
            .orElseThrow(
                () ->
                    Column.failure(
                        row,
                        column,
                        "the number is missing; leave the row out with Table.where, or say with fillMean, fillMedian or fill what stands in for it"));
    into[at] = (number - offset) / scale;
  }

  @Override
  public NumberColumn scaled(float newOffset, float newScale) {
    return new NumberColumn(column, fill, newOffset, newScale);
  }

  /** The number in a column; empty where it is missing. */
  private static Optional<Float> number(Row row, String column) {
    return row.value(column).map(text -> parse(row, column, text.strip()));
  }

  private static float parse(Row row, String column, String text) {
    // Java's own syntax has more: NaN, 0x1p3, 1f
    boolean decimal = true;
    for (int i = 0; i < text.length(); i++) {
      decimal &= CHARACTERS.indexOf(text.charAt(i)) >= 0;
    }
    try {
      float number = decimal ? Float.parseFloat(text) : Float.NaN;
      if (Float.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException malformed) {
      // Said below
    }
    throw Column.failure(
        row,
        column,
        "'%s' is no number within the range of a float; numbers look like -12, 0.5 or 1e-3"
            .formatted(Excerpt.of(text)));
  }
}

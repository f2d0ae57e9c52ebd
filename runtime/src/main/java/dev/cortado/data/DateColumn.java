package dev.cortado.data;

import dev.cortado.io.Excerpt;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of dates of ISO 8601, with or without a time of day: the days since the first one in
 * training, {@code (days - offset) / scale}, and then for each part a sine and a cosine.
 *
 * @param column the column of the table
 * @param first the day from which days are counted, so that a float tells seconds of some months
 * @param parts the parts
 * @param offset what is subtracted from the days
 * @param scale what they are divided by after that, not 0
 */
record DateColumn(String column, LocalDate first, List<DatePart> parts, float offset, float scale)
    implements Column {
  DateColumn {
    parts = List.copyOf(parts);
  }

  /** Fitted on a table, not scaled. */
  static DateColumn fit(Table table, String column, List<DatePart> parts) {
    LocalDate first =
        table
            .rows()
            .map(row -> time(row, column).toLocalDate())
            .min(LocalDate::compareTo)
            .orElseThrow();
    return new DateColumn(column, first, parts, 0, 1);
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(column + " days"));
    for (DatePart part : parts) {
      names.add("%s %s sin".formatted(column, part.title()));
      names.add("%s %s cos".formatted(column, part.title()));
    }
    return names;
  }

  @Override
  public int width() {
    return 1 + 2 * parts.size();
  }

  @Override
  public void write(Row row, float[] into, int at) {
    LocalDateTime time = time(row, column);
    double days = ChronoUnit.DAYS.between(first, time.toLocalDate()) + DatePart.ofDay(time);
    into[at] = ((float) days - offset) / scale;
    for (int p = 0; p < parts.size(); p++) {
      double angle = parts.get(p).angle(time);
      into[at + 1 + 2 * p] = (float) StrictMath.sin(angle);
      into[at + 2 + 2 * p] = (float) StrictMath.cos(angle);
    }
  }

  @Override
  public DateColumn scaled(float newOffset, float newScale) {
    return new DateColumn(column, first, parts, newOffset, newScale);
  }

  private static LocalDateTime time(Row row, String column) {
    String text =
        row.value(column)
            .orElseThrow(
                () ->
                    Column.failure(
                        row, column, "the date is missing; leave the row out with Table.where"))
            .strip();
    try {
      return text.length() > 10 && text.indexOf(':') > 0
          ? LocalDateTime.parse(text.replace(' ', 'T'))
          : LocalDate.parse(text).atStartOfDay();
    } catch (DateTimeParseException malformed) {
      throw Column.failure(
          row,
          column,
          "'%s' is no date; dates look like 2024-02-29, 2024-02-29T18:30 or 2024-02-29 18:30:15, without a time zone"
              .formatted(Excerpt.of(text)));
    }
  }
}

package dev.cortado.data;

import dev.cortado.io.Excerpt;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;

/**
 * A part of a date that begins anew again and again. It becomes a point on a circle, the sine and
 * the cosine of {@code 2π · share}, so that December is as near to January as January to February.
 */
public enum DatePart {
  /** The month, by twelfths of a year. */
  MONTH("month"),

  /** The day of the week from Monday on, by sevenths. */
  WEEKDAY("weekday"),

  /** The time of day to the nanosecond, by the part of the day that is over. */
  HOUR("hour");

  private final String title;

  DatePart(String title) {
    this.title = title;
  }

  /** What names and files call it. */
  String title() {
    return title;
  }

  /** The part of a title. */
  static DatePart named(String title) {
    return Arrays.stream(values())
        .filter(part -> part.title.equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is none of %s; there is no such part of a date"
                        .formatted(
                            Excerpt.of(title),
                            Arrays.stream(values()).map(DatePart::title).toList())));
  }

  /** How far round the circle a time is, in radians. */
  double angle(LocalDateTime time) {
    double share =
        switch (this) {
          case MONTH -> (time.getMonthValue() - 1) / 12.0;
          case WEEKDAY -> (time.getDayOfWeek().getValue() - 1) / 7.0;
          case HOUR -> ofDay(time);
        };
    return 2 * Math.PI * share;
  }

  /** The part of the day that is over, below 1. */
  static double ofDay(LocalDateTime time) {
    return time.toLocalTime().toNanoOfDay() / (double) Duration.ofDays(1).toNanos();
  }
}

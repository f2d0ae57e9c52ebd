package dev.cortado.processor.declare;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that an attribute accepts. Networks compute in single precision, so a number counts
 * as what single precision makes of it.
 *
 * @param min the least
 * @param max the greatest
 * @param below what must not be reached
 */
public record Limits(double min, double max, double below) {
  /** Whether a number is accepted; NaN and infinities never are. */
  public boolean contain(double number) {
    return Float.isFinite((float) number)
        && number >= min
        && number <= max
        && (float) number < below;
  }

  /** In words: {@code at least 0, below 1}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (min > Double.NEGATIVE_INFINITY) {
      parts.add("at least " + brief(min));
    }
    if (max < Double.POSITIVE_INFINITY) {
      parts.add("at most " + brief(max));
    }
    if (below < Double.POSITIVE_INFINITY) {
      parts.add("below " + brief(below));
    }
    return String.join(", ", parts);
  }

  /** A number as a user would write it: whole ones without a fraction. */
  public static String brief(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }
}

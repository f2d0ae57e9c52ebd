package dev.cortado.report;

import java.util.List;

/**
 * A curve: a value for each epoch.
 *
 * @param label what the legend calls it
 * @param style its class in the style sheet, which gives the colour
 * @param values by epoch, NaN where there is none; what cannot be drawn is left out
 */
record Series(String label, String style, List<Double> values) {
  /** Beyond it, the width of an axis might pass the greatest double. */
  private static final double GREATEST = 1e300;

  /** Whether a value has a place on an axis. */
  static boolean isDrawn(double value) {
    return Math.abs(value) <= GREATEST;
  }

  /** The last value, or NaN without any. */
  double last() {
    return values.stream()
        .filter(value -> !value.isNaN())
        .reduce(Double.NaN, (before, value) -> value);
  }

  /** The position of the lowest value, the first of several; -1 without any. */
  int lowest() {
    int lowest = -1;
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).isNaN() && (lowest < 0 || values.get(i) < values.get(lowest))) {
        lowest = i;
      }
    }
    return lowest;
  }
}

package dev.cortado.report;

import java.util.List;

/**
 * A curve: a value for each epoch.
 *
 * @param label what the legend calls it
 * @param style its class in the style sheet, which gives the colour
 * @param values by epoch; what cannot be drawn is left out
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
    return values.isEmpty() ? Double.NaN : values.get(values.size() - 1);
  }
}

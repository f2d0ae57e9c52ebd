package dev.cortado.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a chart: which value lies at which pixel, and which values are labelled.
 *
 * @param low the value at its beginning
 * @param high the value at its end
 * @param logarithmic whether equal distances are equal ratios
 * @param from the pixel of its beginning
 * @param to the pixel of its end
 * @param ticks the labelled values
 */
record Axis(
    double low, double high, boolean logarithmic, double from, double to, List<Tick> ticks) {

  /** A labelled value. */
  record Tick(double value, String label) {}

  /**
   * An axis that ends at ticks, which are multiples of 1, 2 or 5 times a power of ten.
   *
   * @param most the greatest number of ticks, at least 3
   */
  static Axis linear(double min, double max, int most, double from, double to) {
    double margin = min < max ? 0 : min == 0 ? 1 : Math.abs(min) * 0.1;
    BigDecimal bottom = new BigDecimal(min - (min == 0 ? 0 : margin));
    BigDecimal top = new BigDecimal(max + margin);
    BigDecimal step = step(top.subtract(bottom).doubleValue() / (most - 1));
    List<Tick> ticks = ticks(bottom, top, step);
    while (ticks.size() > most) {
      step = step(step.doubleValue() * 1.01);
      ticks = ticks(bottom, top, step);
    }
    return new Axis(
        ticks.get(0).value(), ticks.get(ticks.size() - 1).value(), false, from, to, ticks);
  }

  /** An axis of powers of ten, for values above 0. */
  static Axis logarithmic(double min, double max, int most, double from, double to) {
    int first = (int) Math.floor(Math.log10(min));
    int last = Math.max(first + 1, (int) Math.ceil(Math.log10(max)));
    int stride = Math.max(1, (last - first + most - 2) / (most - 1));
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = first; exponent <= last; exponent += stride) {
      BigDecimal value = BigDecimal.ONE.scaleByPowerOfTen(exponent);
      ticks.add(new Tick(value.doubleValue(), Texts.decimal(value)));
    }
    return new Axis(Math.pow(10, first), Math.pow(10, last), true, from, to, ticks);
  }

  /** An axis of epochs, from 1 on, with ticks at whole numbers alone. */
  static Axis epochs(int count, int most, double from, double to) {
    long step = Math.max(1, step((count - 1) / (double) (most - 1)).longValue());
    List<Tick> ticks = new ArrayList<>();
    if (step > 2) {
      ticks.add(new Tick(1, "1"));
    }
    for (long epoch = step; epoch <= count; epoch += step) {
      ticks.add(new Tick(epoch, Texts.count(epoch)));
    }
    return new Axis(1, count, false, from, to, ticks);
  }

  /** Where a value lies; in the middle where the axis has a single value. */
  double at(double value) {
    if (low == high) {
      return (from + to) / 2;
    }
    double part =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return from + part * (to - from);
  }

  /** The least of 1, 2 or 5 times a power of ten that is no less than a distance. */
  private static BigDecimal step(double least) {
    BigDecimal power =
        BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(Math.max(least, 1e-300))));
    for (int factor : new int[] {1, 2, 5}) {
      BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
      if (step.doubleValue() >= least) {
        return step;
      }
    }
    return power.scaleByPowerOfTen(1);
  }

  private static List<Tick> ticks(BigDecimal bottom, BigDecimal top, BigDecimal step) {
    BigDecimal first = bottom.divide(step, 0, RoundingMode.FLOOR);
    BigDecimal last = top.divide(step, 0, RoundingMode.CEILING);
    List<Tick> ticks = new ArrayList<>();
    for (BigDecimal i = first; i.compareTo(last) <= 0; i = i.add(BigDecimal.ONE)) {
      BigDecimal value = i.multiply(step);
      ticks.add(new Tick(value.doubleValue(), Texts.decimal(value)));
    }
    return ticks;
  }
}

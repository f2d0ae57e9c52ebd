package dev.cortado.data;

import java.util.Arrays;

/** What stands in for missing numbers. */
@FunctionalInterface
interface Fill {
  /** The mean; not a number where there are none. */
  Fill MEAN =
      numbers -> {
        double sum = 0;
        for (float number : numbers) {
          sum += number;
        }
        return sum / numbers.length;
      };

  /** The number in the middle, or the mean of the two; not a number where there are none. */
  Fill MEDIAN =
      numbers -> {
        float[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
          return Double.NaN;
        }
        return sorted.length % 2 == 1
            ? sorted[middle]
            : ((double) sorted[middle - 1] + sorted[middle]) / 2;
      };

  /** The number that stands in, from those that are not missing. */
  double of(float[] numbers);
}

package dev.cortado.data.series;

import java.util.List;

/**
 * Which rows a window has, and which are its target.
 *
 * @param length how many rows a window has, at least 1
 * @param samplingRate every so many rows one is in the window, at least 1
 * @param stride how far apart windows begin, at least 1
 * @param horizon how many rows the target stands after the last row of the window, at least 0
 * @param steps how many rows the target has, or {@link #EACH_ROW} for those of the window
 * @param targets columns of the target, from 0; none for all
 */
record WindowShape(
    int length, int samplingRate, int stride, int horizon, int steps, List<Integer> targets) {
  /** In place of a number of steps: the target has the rows of the window itself. */
  static final int EACH_ROW = 0;

  WindowShape {
    targets = List.copyOf(targets);
    if (length < 1 || samplingRate < 1 || stride < 1 || horizon < 0 || steps < EACH_ROW) {
      throw new IllegalArgumentException(
          "windows have a length, a sampling rate, a stride and steps of at least 1 and a horizon of at least 0, not %d, %d, %d, %d and %d"
              .formatted(length, samplingRate, stride, steps, horizon));
    }
    if ((length - 1L) * samplingRate + 1 + horizon + steps > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a window of %d rows, one in %d, with a target of %d rows %d after it spans more than %d rows; make it shorter"
              .formatted(length, samplingRate, steps, horizon, Integer.MAX_VALUE));
    }
    for (int column : targets) {
      if (column < 0) {
        throw new IllegalArgumentException(
            "columns of targets count from 0, but one of %s is negative".formatted(targets));
      }
    }
  }

  static WindowShape of(int length) {
    return new WindowShape(length, 1, 1, 1, 1, List.of());
  }

  WindowShape withSamplingRate(int value) {
    return new WindowShape(length, value, stride, horizon, steps, targets);
  }

  WindowShape withStride(int value) {
    return new WindowShape(length, samplingRate, value, horizon, steps, targets);
  }

  WindowShape withHorizon(int value) {
    return new WindowShape(length, samplingRate, stride, value, Math.max(steps, 1), targets);
  }

  /**
   * @param value at least 1, or {@link #EACH_ROW}
   */
  WindowShape withSteps(int value) {
    return new WindowShape(length, samplingRate, stride, horizon, value, targets);
  }

  WindowShape withTargets(List<Integer> value) {
    return new WindowShape(length, samplingRate, stride, horizon, steps, value);
  }

  /** From the first row of a window to its last. */
  int span() {
    return (length - 1) * samplingRate + 1;
  }

  /** From the first row of a window to the last of it and its target. */
  int reach() {
    return steps == EACH_ROW ? span() : Math.max(span(), span() + horizon + steps - 1);
  }

  /** How many rows a target has. */
  int targetRows() {
    return steps == EACH_ROW ? length : steps;
  }

  /** How many windows so many rows have. */
  int count(int rows) {
    return rows < reach() ? 0 : (rows - reach()) / stride + 1;
  }

  /** The columns of a target, of rows with so many. */
  int[] targetColumns(int columns) {
    if (targets.isEmpty()) {
      int[] all = new int[columns];
      for (int i = 0; i < columns; i++) {
        all[i] = i;
      }
      return all;
    }
    for (int column : targets) {
      if (column >= columns) {
        throw new IllegalArgumentException(
            "column %d is a target, but rows have columns from 0 to %d; choose among them"
                .formatted(column, columns - 1));
      }
    }
    return targets.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Writes the rows of a window, one after the other.
   *
   * @param start the number of its first row; beyond the end, rows begin anew
   * @param input receives them. Modified.
   */
  void writeInput(float[][] rows, int start, float[] input) {
    int columns = input.length / length;
    for (int i = 0; i < length; i++) {
      float[] row = rows[(int) ((start + (long) i * samplingRate) % rows.length)];
      System.arraycopy(row, 0, input, i * columns, columns);
    }
  }

  /** Writes the target of a window, as {@link #writeInput} does its rows. */
  void writeTarget(float[][] rows, int start, int[] columns, float[] target) {
    long first = steps == EACH_ROW ? start : start + span() - 1L + horizon;
    int apart = steps == EACH_ROW ? samplingRate : 1;
    for (int step = 0; step < targetRows(); step++) {
      float[] row = rows[(int) ((first + (long) step * apart) % rows.length)];
      for (int i = 0; i < columns.length; i++) {
        target[step * columns.length + i] = row[columns[i]];
      }
    }
  }
}

package dev.cortado.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.ToDoubleBiFunction;

/**
 * Brings each column to a common range: {@code (value - offset) / scale}, with an offset and a
 * scale for each column. Fit it on training data only, and apply it to all. Immutable.
 */
public final class Scaling {
  private final float[] offsets;
  private final float[] scales;

  Scaling(float[] offsets, float[] scales) {
    this.offsets = offsets;
    this.scales = scales;
  }

  /**
   * To a mean of 0 and a standard deviation of 1 (of the population, as Keras's {@code
   * Normalization}); a column that is always the same becomes 0.
   *
   * @throws IllegalArgumentException without rows, or where they differ in length or hold a value
   *     that is not finite
   */
  public static Scaling standard(float[][] rows) {
    return fit(rows, Scaling::mean, Scaling::deviation);
  }

  /**
   * To the range from 0 to 1; a column that is always the same becomes 0.
   *
   * @throws IllegalArgumentException without rows, or where they differ in length or hold a value
   *     that is not finite
   */
  public static Scaling minMax(float[][] rows) {
    return fit(rows, Scaling::min, (values, column) -> max(values, column) - min(values, column));
  }

  /**
   * With an offset and a scale for each column, which are known: {@code (value - offset) / scale}.
   *
   * @throws IllegalArgumentException where there are not as many of both, none, or one is not
   *     finite or a scale of 0
   */
  public static Scaling of(float[] offsets, float[] scales) {
    if (offsets.length != scales.length || offsets.length == 0) {
      throw new IllegalArgumentException(
          "there are %d offsets and %d scales; give one each for every column"
              .formatted(offsets.length, scales.length));
    }
    for (int column = 0; column < offsets.length; column++) {
      if (!Float.isFinite(offsets[column])
          || !Float.isFinite(scales[column])
          || scales[column] == 0) {
        throw new IllegalArgumentException(
            "column %d has the offset %s and the scale %s; both are finite, and a scale is not 0"
                .formatted(column, offsets[column], scales[column]));
      }
    }
    return new Scaling(offsets.clone(), scales.clone());
  }

  private static Scaling fit(
      float[][] rows,
      ToDoubleBiFunction<float[][], Integer> offset,
      ToDoubleBiFunction<float[][], Integer> scale) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("a scaling is fitted on at least one row");
    }
    float[] offsets = new float[rows[0].length];
    float[] scales = new float[rows[0].length];
    Scaling scaling = new Scaling(offsets, scales);
    for (int row = 0; row < rows.length; row++) {
      scaling.requireSize(rows[row], row);
      scaling.requireFinite(rows[row], row);
    }
    for (int column = 0; column < offsets.length; column++) {
      float s = (float) scale.applyAsDouble(rows, column);
      if (s == Float.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "the values of column %d are further apart than any float; divide them before"
                .formatted(column));
      }
      offsets[column] = (float) offset.applyAsDouble(rows, column);
      scales[column] = s == 0 ? 1 : s;
    }
    return scaling;
  }

  /**
   * Reads a file that {@link #save} wrote.
   *
   * @throws IOException where it cannot be read or is no such file; the message names it
   */
  public static Scaling load(Path file) throws IOException {
    return ScalingFile.read(file);
  }

  /** Writes a file in JSON, whole or not at all. Loaded again, it gives the same bits. */
  public void save(Path file) throws IOException {
    ScalingFile.write(this, file);
  }

  /** What is subtracted from each column: a copy. */
  public float[] offsets() {
    return offsets.clone();
  }

  /** What each column is divided by after that: a copy, without zeros. */
  public float[] scales() {
    return scales.clone();
  }

  /**
   * One row, scaled, in a fresh array.
   *
   * @throws IllegalArgumentException where it has not as many columns as the rows it was fitted on
   */
  public float[] apply(float[] row) {
    return scaled(row, 0);
  }

  /**
   * Rows, scaled, in fresh arrays.
   *
   * @throws IllegalArgumentException where one has not as many columns as the rows it was fitted on
   */
  public float[][] apply(float[][] rows) {
    float[][] scaled = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = scaled(rows[i], i);
    }
    return scaled;
  }

  /**
   * What a row was before it was scaled, to within rounding: for predictions of scaled targets.
   *
   * @throws IllegalArgumentException where it has not as many columns as the rows it was fitted on
   */
  public float[] invert(float[] row) {
    requireSize(row, 0);
    float[] before = new float[row.length];
    for (int column = 0; column < row.length; column++) {
      before[column] = row[column] * scales[column] + offsets[column];
    }
    return before;
  }

  /**
   * The scaling of some of the columns, for example of those that are targets, to invert
   * predictions.
   *
   * @param columns from 0, in the order in which rows have them
   * @throws IllegalArgumentException where there is no such column
   */
  public Scaling columns(int... columns) {
    float[] someOffsets = new float[columns.length];
    float[] someScales = new float[columns.length];
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] < 0 || columns[i] >= offsets.length) {
        throw new IllegalArgumentException(
            "there is no column %d; the scaling is of rows with columns from 0 to %d"
                .formatted(columns[i], offsets.length - 1));
      }
      someOffsets[i] = offsets[columns[i]];
      someScales[i] = scales[columns[i]];
    }
    return new Scaling(someOffsets, someScales);
  }

  private float[] scaled(float[] row, int index) {
    requireSize(row, index);
    float[] scaled = new float[row.length];
    for (int column = 0; column < row.length; column++) {
      scaled[column] = (row[column] - offsets[column]) / scales[column];
    }
    return scaled;
  }

  private void requireSize(float[] row, int index) {
    if (row.length != offsets.length) {
      throw new IllegalArgumentException(
          "row %d has %d columns, but the scaling is of rows with %d"
              .formatted(index, row.length, offsets.length));
    }
  }

  private void requireFinite(float[] row, int index) {
    for (int column = 0; column < row.length; column++) {
      if (!Float.isFinite(row[column])) {
        throw new IllegalArgumentException(
            "row %d, column %d is %s; a scaling is fitted on finite values"
                .formatted(index, column, row[column]));
      }
    }
  }

  private static double mean(float[][] rows, int column) {
    double sum = 0;
    for (float[] row : rows) {
      sum += row[column];
    }
    return sum / rows.length;
  }

  private static double deviation(float[][] rows, int column) {
    double mean = mean(rows, column);
    double squares = 0;
    for (float[] row : rows) {
      squares += (row[column] - mean) * (row[column] - mean);
    }
    return Math.sqrt(squares / rows.length);
  }

  private static double min(float[][] rows, int column) {
    double least = Double.POSITIVE_INFINITY;
    for (float[] row : rows) {
      least = Math.min(least, row[column]);
    }
    return least;
  }

  private static double max(float[][] rows, int column) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (float[] row : rows) {
      greatest = Math.max(greatest, row[column]);
    }
    return greatest;
  }
}

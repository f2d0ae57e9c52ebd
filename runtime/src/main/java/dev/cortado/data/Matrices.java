package dev.cortado.data;

import org.ejml.data.FMatrixRMaj;

/** Between rows, one a sample, and matrices of EJML with a row for each sample. */
public final class Matrices {
  private Matrices() {}

  /** The rows of a matrix, in fresh arrays. */
  public static float[][] rows(FMatrixRMaj matrix) {
    float[][] rows = new float[matrix.numRows][matrix.numCols];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(matrix.data, i * matrix.numCols, rows[i], 0, matrix.numCols);
    }
    return rows;
  }

  /**
   * A fresh matrix of rows, for example of predictions: {@code Matrices.of(model.predict(rows))}.
   *
   * @throws IllegalArgumentException where rows differ in length
   */
  public static FMatrixRMaj of(float[][] rows) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows.length, rows.length == 0 ? 0 : rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != matrix.numCols) {
        throw new IllegalArgumentException(
            "row %d has %d values, but row 0 has %d; rows of a matrix are equally long"
                .formatted(i, rows[i].length, matrix.numCols));
      }
      System.arraycopy(rows[i], 0, matrix.data, i * matrix.numCols, matrix.numCols);
    }
    return matrix;
  }
}

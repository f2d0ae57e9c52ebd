package dev.cortado.processor.reference;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Values, and how far float code may be from each.
 *
 * @param exact the values
 * @param tolerance how far off an element may be
 */
public record Band(DMatrixRMaj exact, DMatrixRMaj tolerance) {
  /**
   * How many spreads an element may be off. Spreads are estimates from a few draws, and the errors
   * of floats are no independent draws: 2.5 occur, and 6.6 where normalization by a batch of three
   * lets all of a sum cancel.
   */
  private static final double SAFETY = 8;

  /**
   * The band around exact values that disturbed ones spread over. The spread of an element is its
   * own, or that of its row where it happens to be smaller; beyond it there is the rounding of the
   * element itself, and what is too small for floats.
   */
  static Band around(DMatrixRMaj exact, List<DMatrixRMaj> disturbed) {
    DMatrixRMaj tolerance = exact.createLike();
    for (int row = 0; row < exact.numRows; row++) {
      double squaresOfRow = 0;
      for (int column = 0; column < exact.numCols; column++) {
        double squares = 0;
        for (DMatrixRMaj other : disturbed) {
          double difference = other.get(row, column) - exact.get(row, column);
          squares += difference * difference;
        }
        squares /= disturbed.size();
        squaresOfRow += squares / exact.numCols;
        tolerance.set(row, column, squares);
      }
      for (int column = 0; column < exact.numCols; column++) {
        double spread = Math.sqrt(Math.max(tolerance.get(row, column), squaresOfRow));
        double rounding = Rounding.UNIT * Math.abs(exact.get(row, column)) + Float.MIN_NORMAL;
        tolerance.set(row, column, SAFETY * spread + rounding);
      }
    }
    return new Band(exact, tolerance);
  }

  /** What is out of the band, in words; empty where nothing is. */
  public String faults(float[][] found) {
    StringBuilder faults = new StringBuilder();
    for (int row = 0; row < exact.numRows; row++) {
      for (int column = 0; column < exact.numCols; column++) {
        double expected = exact.get(row, column);
        double allowed = tolerance.get(row, column);
        if (!(Math.abs(found[row][column] - expected) <= allowed)) {
          faults.append(
              "row %d, element %d is %s, expected %s within %.2g%n"
                  .formatted(row, column, found[row][column], expected, allowed));
        }
      }
    }
    return faults.toString();
  }
}

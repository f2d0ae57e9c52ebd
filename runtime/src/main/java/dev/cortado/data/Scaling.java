package dev.cortado.data;

/**
 * Brings each column to a mean of 0 and a standard deviation of 1, as it was in the rows that it was fitted on.
 *
 * @param means what is subtracted from each column
 * @param deviations what each column is divided by; 1 for a column that is always the same
 */
public record Scaling(float[] means, float[] deviations) {

  /** The scaling of some rows: fit it on training data only. */
  public static Scaling standard(float[][] rows) {
    int columns = rows[0].length;
    float[] means = new float[columns];
    float[] deviations = new float[columns];
    for (int c = 0; c < columns; c++) {
      double sum = 0;
      for (float[] row : rows) {
        sum += row[c];
      }
      double mean = sum / rows.length;
      double squares = 0;
      for (float[] row : rows) {
        squares += (row[c] - mean) * (row[c] - mean);
      }
      double deviation = Math.sqrt(squares / rows.length);
      means[c] = (float) mean;
      deviations[c] = deviation == 0 ? 1 : (float) deviation;
    }
    return new Scaling(means, deviations);
  }

  /** Fresh rows, scaled. */
  public float[][] apply(float[][] rows) {
    float[][] scaled = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = rows[i].clone();
      for (int c = 0; c < means.length; c++) {
        scaled[i][c] = (rows[i][c] - means[c]) / deviations[c];
      }
    }
    return scaled;
  }
}

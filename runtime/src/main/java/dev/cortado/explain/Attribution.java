package dev.cortado.explain;

/**
 * What {@link IntegratedGradients} finds: each input's part in the difference between the score of
 * a sample and that of the baseline.
 *
 * @param values for each input of the network, a number for each of its values
 * @param score the score of the sample
 * @param baselineScore the score of the baseline
 */
@SuppressWarnings("ArrayRecordComponent") // fresh arrays, which are the caller's
public record Attribution(float[][] values, float score, float baselineScore) {

  /** The sum of all attributions. */
  public double sum() {
    double sum = 0;
    for (float[] row : values) {
      for (float value : row) {
        sum += value;
      }
    }
    return sum;
  }

  /**
   * How far the attributions are from adding up to {@code score - baselineScore}, as they do with
   * infinitely many steps. Where it is not small beside that difference, take more steps.
   */
  public double completenessError() {
    return sum() - ((double) score - baselineScore);
  }
}

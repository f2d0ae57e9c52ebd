package dev.cortado.kernel;

/**
 * Sines and cosines of the positions of a sequence, which are added to its vectors (Vaswani and
 * others, "Attention is all you need", 2017). Generated classes hold one as a constant for each
 * such layer.
 */
public final class SinePositions {
  private final float[] table;

  private SinePositions(float[] table) {
    this.table = table;
  }

  /**
   * The table for sequences of a shape: element {@code c} at step {@code t} is the sine of {@code t
   * / maxWavelength^(c / length)} for even {@code c}, and the cosine of that angle of {@code c - 1}
   * for odd ones.
   *
   * @param steps how many vectors there are
   * @param length how long they are
   * @param maxWavelength above 1
   */
  public static SinePositions of(int steps, int length, double maxWavelength) {
    float[] table = new float[steps * length];
    for (int i = 0; i < table.length; i++) {
      int step = i / length;
      int element = i % length;
      double angle = step * StrictMath.pow(maxWavelength, -(element - element % 2.0) / length);
      table[i] = (float) (element % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle));
    }
    return new SinePositions(table);
  }

  /**
   * Adds the positions to a sample.
   *
   * @param x the vectors of all steps. Not modified, unless it is also the result.
   * @param to receives the sums; may be {@code x}. Overwritten.
   */
  public void add(float[] x, float[] to) {
    for (int i = 0; i < table.length; i++) {
      to[i] = x[i] + table[i];
    }
  }
}

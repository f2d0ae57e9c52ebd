package dev.cortado.data.series;

/**
 * One row of a series that is read step by step. Rows are not copied, and to be left as they are.
 */
public final class Step {
  private final String group;
  private final float[] row;
  private final float[] target;

  private Step(String group, float[] row, float[] target) {
    this.group = group;
    this.row = row;
    this.target = target;
  }

  /**
   * A row of a series that predicts itself.
   *
   * @param group of what it is a measurement; the rows of a group come one after the other
   * @param row its features
   */
  public static Step of(String group, float[] row) {
    return new Step(group, row, row);
  }

  /** A row of a series with targets of its own. */
  public static Step of(String group, float[] row, float[] target) {
    return new Step(group, row, target);
  }

  String group() {
    return group;
  }

  float[] row() {
    return row;
  }

  float[] target() {
    return target;
  }
}

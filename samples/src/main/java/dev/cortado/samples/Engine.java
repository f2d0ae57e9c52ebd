package dev.cortado.samples;

/** What was measured in an engine. */
final class Engine {
  private final float[][] sensors;
  private final int left;

  /**
   * @param sensors a row for each flight, in their order
   * @param left how many flights it had after the last of them
   */
  Engine(float[][] sensors, int left) {
    this.sensors = sensors;
    this.left = left;
  }

  /** A row for each flight, in their order. */
  float[][] sensors() {
    return sensors;
  }

  /** How many flights were measured. */
  int flights() {
    return sensors.length;
  }

  /** How many flights it had after the last of them. */
  int left() {
    return left;
  }
}

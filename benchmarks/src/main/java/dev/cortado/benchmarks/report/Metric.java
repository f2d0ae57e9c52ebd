package dev.cortado.benchmarks.report;

/** A kind of figure, in the order of the tables. */
public enum Metric {
  /** How fast a network learns. */
  TRAINING("Training, samples a second", false),
  /** How fast a network learns on some threads, with all that fit does. */
  FIT("Training with fit, samples a second", false),
  /** What a second thread brings. */
  SPEED_UP("Training with fit, how many times as fast on 2 threads as on 1", false),
  /** How long one prediction takes, half of the time. */
  PREDICTION_MEDIAN("One prediction, microseconds: median", true),
  /** How long one prediction takes, but for one in a hundred. */
  PREDICTION_99("One prediction, microseconds: 99th percentile", true),
  /** How fast batches are predicted. */
  BATCHES("Batches of 128, predictions a second", false),
  /** What a prediction leaves to the garbage collector. */
  PREDICTION_BYTES("Bytes allocated on the Java heap by a prediction", true),
  /** What a step of training leaves to the garbage collector. */
  STEP_BYTES("Bytes allocated on the Java heap by a step of training", true),
  /** How soon a process predicts. */
  COLD_START("Cold start to the first prediction, milliseconds", true),
  /** What the same process takes. */
  PEAK_MEMORY("Peak memory of that process, megabytes", true),
  /** What is shipped. */
  CLASS_PATH("Class path for linux-x86_64, megabytes", true),
  /** A dense layer. */
  PRODUCT("Matrix product, GFLOP/s", false);

  private final String title;
  private final boolean lessIsBetter;

  Metric(String title, boolean lessIsBetter) {
    this.title = title;
    this.lessIsBetter = lessIsBetter;
  }

  /** What is measured and in which unit. */
  public String title() {
    return title;
  }

  /** How many times better ours is than theirs: above 1 where ours is better. */
  double advantage(double ours, double theirs) {
    return lessIsBetter ? theirs / ours : ours / theirs;
  }
}

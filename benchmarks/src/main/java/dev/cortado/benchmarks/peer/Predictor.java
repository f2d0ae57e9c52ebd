package dev.cortado.benchmarks.peer;

/** A network that predicts one sample at a time. */
public interface Predictor extends AutoCloseable {
  /**
   * Predicts.
   *
   * @param sample the sample, on the Java heap as programs have it. Not modified.
   * @param output receives the prediction. Modified.
   */
  void predict(float[] sample, float[] output);

  @Override
  default void close() {}
}

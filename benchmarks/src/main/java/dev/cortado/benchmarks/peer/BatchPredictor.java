package dev.cortado.benchmarks.peer;

/** A network that predicts the batch that it was made for. */
public interface BatchPredictor extends AutoCloseable {
  /** Predicts all samples and leaves the predictions where Java reads them. */
  void predict();

  /** The prediction of one sample, as the last call left it. */
  float[] output(int sample);

  @Override
  default void close() {}
}

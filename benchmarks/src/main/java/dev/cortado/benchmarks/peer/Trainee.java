package dev.cortado.benchmarks.peer;

/** A network in training. */
public interface Trainee extends AutoCloseable {
  /**
   * Takes one step, on the next batch.
   *
   * @return the mean loss of the batch before the step
   */
  float step();

  @Override
  default void close() {}
}

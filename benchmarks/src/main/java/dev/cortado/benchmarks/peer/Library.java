package dev.cortado.benchmarks.peer;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import java.util.List;

/**
 * A library that trains networks, predicts with them, or both, on one thread. Implementations have
 * a constructor without parameters, by whose class name processes of their own find them. What a
 * library has no layers for it refuses with an {@link UnsupportedOperationException}.
 */
public interface Library {
  /** A network that predicts one sample at a time. */
  Predictor predictor(Sequential network, Weights weights);

  /**
   * A network that predicts the same batch again and again.
   *
   * @param rows one row a sample; a library may put them beforehand where it likes them best
   */
  BatchPredictor batchPredictor(Sequential network, Weights weights, float[][] rows);

  /**
   * A network in training: with Adam at 0.001, on categorical cross-entropy where it is a
   * classifier and on the mean squared error where it is none.
   *
   * @param batches the batches in the order of the steps, over and over; a library may put them
   *     beforehand where it likes them best; all have the same number of samples
   * @throws UnsupportedOperationException where the library does not train
   */
  Trainee trainee(Sequential network, Weights weights, List<Data> batches);

  /**
   * Repeats some work until what the library itself waits for is there, such as kernels that are
   * compiled in the background; a warm-up of the JVM follows in any case.
   */
  default void warmUp(Runnable work) {}

  /** The library of a class name. */
  static Library named(String className) {
    try {
      return Class.forName(className).asSubclass(Library.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          className
              + " is no library on the class path: a class with a constructor without parameters",
          e);
    }
  }
}

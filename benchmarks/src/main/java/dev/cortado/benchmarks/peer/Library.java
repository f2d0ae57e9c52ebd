package dev.cortado.benchmarks.peer;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Mlp;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.network.Workload;
import java.util.List;

/**
 * A library that trains networks, predicts with them, or both, on one thread. Implementations have
 * a constructor without parameters, by whose class name processes of their own find them.
 */
public interface Library {
  /** A network that predicts one sample at a time. */
  Predictor predictor(Mlp network, Weights weights);

  /**
   * A network that predicts the same batch again and again.
   *
   * @param rows one row a sample; a library may put them beforehand where it likes them best
   */
  BatchPredictor batchPredictor(Mlp network, Weights weights, float[][] rows);

  /**
   * A network in training.
   *
   * @param batches the batches in the order of the steps, over and over; a library may put them
   *     beforehand where it likes them best
   * @throws UnsupportedOperationException where the library does not train
   */
  Trainee trainee(Workload workload, Weights weights, List<Data> batches);

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

package dev.cortado.benchmarks.network;

import static dev.cortado.benchmarks.network.DenseLayer.Function.RELU;
import static dev.cortado.benchmarks.network.DenseLayer.Function.SOFTMAX;
import static dev.cortado.benchmarks.network.DenseLayer.Function.TANH;

import java.util.List;

/** A classifier and how it is trained: Adam at 0.001 on categorical cross-entropy. */
public enum Workload {
  /** The first network of many courses. */
  SEED(
      new Mlp(
          "seed",
          784,
          List.of(
              new DenseLayer(10, RELU), new DenseLayer(128, RELU), new DenseLayer(10, SOFTMAX))),
      128),
  /** One whose matrix products are large. */
  WIDE(
      new Mlp(
          "wide",
          784,
          List.of(
              new DenseLayer(512, RELU), new DenseLayer(512, RELU), new DenseLayer(10, SOFTMAX))),
      128),
  /** One that costs less than a call into native code. */
  TINY(
      new Mlp(
          "tiny",
          4,
          List.of(new DenseLayer(16, TANH), new DenseLayer(16, TANH), new DenseLayer(3, SOFTMAX))),
      16);

  @SuppressWarnings("ImmutableEnumChecker") // a record whose list is an unmodifiable copy
  private final Mlp network;

  private final int batchSize;

  Workload(Mlp network, int batchSize) {
    this.network = network;
    this.batchSize = batchSize;
  }

  /** The network. */
  public Mlp network() {
    return network;
  }

  /** How many samples a step of training takes. */
  public int batchSize() {
    return batchSize;
  }
}

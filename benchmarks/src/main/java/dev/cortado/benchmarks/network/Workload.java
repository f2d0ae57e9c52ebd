package dev.cortado.benchmarks.network;

import static dev.cortado.benchmarks.network.DenseLayer.Function.LINEAR;
import static dev.cortado.benchmarks.network.DenseLayer.Function.RELU;
import static dev.cortado.benchmarks.network.DenseLayer.Function.SOFTMAX;
import static dev.cortado.benchmarks.network.DenseLayer.Function.TANH;

import java.util.List;
import java.util.Locale;

/** A network and how it is trained: with Adam at 0.001. */
public enum Workload {
  /** The first network of many courses. */
  SEED(
      128,
      Extent.of(784),
      new DenseLayer(10, RELU),
      new DenseLayer(128, RELU),
      new DenseLayer(10, SOFTMAX)),
  /** One whose matrix products are large. */
  WIDE(
      128,
      Extent.of(784),
      new DenseLayer(512, RELU),
      new DenseLayer(512, RELU),
      new DenseLayer(10, SOFTMAX)),
  /** One that costs less than a call into native code. */
  TINY(
      16,
      Extent.of(4),
      new DenseLayer(16, TANH),
      new DenseLayer(16, TANH),
      new DenseLayer(3, SOFTMAX)),
  /** Keras's example for handwritten digits. */
  CONV(
      128,
      Extent.of(28, 28, 1),
      new ConvolutionLayer(32, 3, RELU),
      new MaxPoolingLayer(2),
      new ConvolutionLayer(64, 3, RELU),
      new MaxPoolingLayer(2),
      new FlattenLayer(),
      new DropoutLayer(0.5f),
      new DenseLayer(10, SOFTMAX)),
  /** A forecast from the last steps of a time series. */
  LSTM(64, Extent.of(50, 14), new LstmLayer(64), new DenseLayer(1, LINEAR));

  private final int batchSize;

  @SuppressWarnings("ImmutableEnumChecker") // records whose lists are unmodifiable copies
  private final Sequential network;

  Workload(int batchSize, Extent input, NetworkLayer... layers) {
    this.batchSize = batchSize;
    network = new Sequential(label(), input, List.of(layers));
  }

  /** What tables call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The network. */
  public Sequential network() {
    return network;
  }

  /** How many samples a step of training takes. */
  public int batchSize() {
    return batchSize;
  }
}

package dev.cortado.benchmarks.network;

/**
 * A dense layer.
 *
 * @param units how many values it computes
 * @param function what is applied to each, or for softmax to all of them
 */
public record DenseLayer(int units, Function function) {
  /** An activation function that every library has. */
  public enum Function {
    /** {@code x}. */
    LINEAR,
    /** {@code max(x, 0)}. */
    RELU,
    /** {@code tanh(x)}. */
    TANH,
    /** {@code exp(x[i]) / sum(exp(x))}. */
    SOFTMAX
  }
}

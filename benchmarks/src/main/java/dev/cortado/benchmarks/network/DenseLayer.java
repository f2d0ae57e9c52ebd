package dev.cortado.benchmarks.network;

import java.util.Iterator;
import java.util.List;

/**
 * A dense layer.
 *
 * @param units how many values it computes
 * @param function what is applied to each, or for softmax to all of them
 */
public record DenseLayer(int units, Function function) implements NetworkLayer {
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

  @Override
  public Extent output(Extent input) {
    return Extent.of(units);
  }

  @Override
  public List<Parameter> parameters(Extent input) {
    int inputs = input.size();
    return List.of(Parameter.glorot(inputs * units, inputs, units), Parameter.bias(units));
  }

  @Override
  public void build(Extent input, Iterator<float[]> parameters, LayerBuilder builder) {
    builder.dense(this, input.size(), parameters.next(), parameters.next());
  }
}

package dev.cortado.benchmarks.network;

import java.util.Iterator;
import java.util.List;

/**
 * Long short-term memory (Hochreiter and Schmidhuber, 1997) with a forget gate, as Keras has it:
 * what it computes is its state after the last step.
 *
 * @param units the size of the state
 */
public record LstmLayer(int units) implements NetworkLayer {
  @Override
  public Extent output(Extent input) {
    return Extent.of(units);
  }

  @Override
  public List<Parameter> parameters(Extent input) {
    int gates = 4 * units;
    return List.of(
        Parameter.glorot(input.last() * gates, input.last(), gates),
        Parameter.glorot(units * gates, units, gates),
        Parameter.bias(gates));
  }

  @Override
  public void build(Extent input, Iterator<float[]> parameters, LayerBuilder builder) {
    builder.lstm(this, input, parameters.next(), parameters.next(), parameters.next());
  }
}

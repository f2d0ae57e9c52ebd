package dev.cortado.benchmarks.network;

import java.util.Iterator;

/**
 * While training, a random part of the values is 0 and the others are divided by what is left.
 *
 * @param rate how much is dropped: at least 0, below 1
 */
public record DropoutLayer(float rate) implements NetworkLayer {
  @Override
  public Extent output(Extent input) {
    return input;
  }

  @Override
  public void build(Extent input, Iterator<float[]> parameters, LayerBuilder builder) {
    builder.dropout(this);
  }
}

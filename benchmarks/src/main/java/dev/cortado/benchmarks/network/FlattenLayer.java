package dev.cortado.benchmarks.network;

import java.util.Iterator;

/** All numbers of a picture as one vector, in the order of rows, columns and channels. */
public record FlattenLayer() implements NetworkLayer {
  @Override
  public Extent output(Extent input) {
    return Extent.of(input.size());
  }

  @Override
  public void build(Extent input, Iterator<float[]> parameters, LayerBuilder builder) {
    builder.flatten(input);
  }
}

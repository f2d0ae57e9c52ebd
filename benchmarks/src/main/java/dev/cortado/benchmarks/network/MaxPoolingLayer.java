package dev.cortado.benchmarks.network;

import java.util.Iterator;

/**
 * The maximum of each channel in each square of a picture. Squares do not overlap, and those that
 * the border would cut are left out.
 *
 * @param size height and width of the squares
 */
public record MaxPoolingLayer(int size) implements NetworkLayer {
  @Override
  public Extent output(Extent input) {
    return Extent.of(input.get(0) / size, input.get(1) / size, input.last());
  }

  @Override
  public void build(Extent input, Iterator<float[]> parameters, LayerBuilder builder) {
    builder.maxPooling(this, input);
  }
}

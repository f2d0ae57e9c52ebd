package dev.cortado.benchmarks.network;

import dev.cortado.benchmarks.network.DenseLayer.Function;
import java.util.Iterator;
import java.util.List;

/**
 * A convolution of pictures, at all places where the whole kernel lies within the picture.
 *
 * @param filters how many channels it computes
 * @param kernelSize height and width of the kernel
 * @param function what is applied to each value
 */
public record ConvolutionLayer(int filters, int kernelSize, Function function)
    implements NetworkLayer {
  @Override
  public Extent output(Extent input) {
    return Extent.of(input.get(0) - kernelSize + 1, input.get(1) - kernelSize + 1, filters);
  }

  @Override
  public List<Parameter> parameters(Extent input) {
    int places = kernelSize * kernelSize;
    int inputs = places * input.last();
    return List.of(
        Parameter.glorot(inputs * filters, inputs, places * filters), Parameter.bias(filters));
  }

  @Override
  public void build(Extent input, Iterator<float[]> parameters, LayerBuilder builder) {
    builder.convolution(this, input, parameters.next(), parameters.next());
  }
}

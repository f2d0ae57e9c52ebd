package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/** {@code @DepthwiseConv2D}: a convolution of each channel on its own. */
final class DepthwiseLayer implements LayerKind {

  @Override
  public String annotation() {
    return "DepthwiseConv2D";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    int multiplier = layer.annotation().integer("depthMultiplier");
    WindowAttributes attributes = new WindowAttributes(layer, 2, "kernelSize");
    Optional<Windows> read = attributes.read();
    if (read.isEmpty() || !fits(layer, read.get(), multiplier)) {
      return Optional.empty();
    }
    Windows windows = read.get();
    int results = windows.channels() * multiplier;
    Shape shape = windows.shape(WindowAxis::positions, results);
    ActivationLayer.Applied applied = ActivationLayer.Applied.of(layer.annotation());
    if (!applied.suits(layer, shape, "activation")) {
      return Optional.empty();
    }
    layer.describe(windows.description(attributes.padding()));
    Value output = layer.value(shape);
    Value sums = applied.sums(layer, output);
    Value kernel = layer.parameter("kernel", "depthwise", kernelShape(windows, multiplier));
    layer.add(convolution(layer, kernel, layer.bias(results), multiplier, windows, sums));
    applied.add(layer, sums, output);
    return Optional.of(output);
  }

  /** Whether arrays can hold the kernel and a sample; reports it where not. */
  static boolean fits(LayerContext layer, Windows windows, int multiplier) {
    return layer.fits("the kernel", windows.area(), windows.channels(), multiplier)
        && layer.fits("a sample", windows.positions(), windows.channels(), multiplier)
        && layer.fits("the input", layer.input().size(), multiplier);
  }

  static Shape kernelShape(Windows windows, int multiplier) {
    return windows.shape(WindowAxis::window, windows.channels(), multiplier);
  }

  static Convolve convolution(
      LayerContext layer,
      Value kernel,
      Optional<Value> bias,
      int multiplier,
      Windows windows,
      Value output) {
    ConvolutionKernel map =
        new ConvolutionKernel(
            layer.name(), "DepthwiseConvolution", kernel, bias, List.of(multiplier), windows);
    return new Convolve(map, output, layer.input());
  }
}

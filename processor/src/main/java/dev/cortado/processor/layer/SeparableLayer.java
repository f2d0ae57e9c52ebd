package dev.cortado.processor.layer;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code @SeparableConv2D}: a convolution of each channel on its own, and then one that mixes the
 * channels of each place.
 */
final class SeparableLayer implements LayerKind {

  @Override
  public String annotation() {
    return "SeparableConv2D";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    AnnotationUse use = layer.annotation();
    int multiplier = use.integer("depthMultiplier");
    int filters = use.integer("filters");
    WindowAttributes attributes = new WindowAttributes(layer, 2, "kernelSize");
    Optional<Windows> read = attributes.read();
    if (read.isEmpty() || !DepthwiseLayer.fits(layer, read.get(), multiplier)) {
      return Optional.empty();
    }
    Windows windows = read.get();
    int channels = windows.channels() * multiplier;
    Shape shape = windows.shape(WindowAxis::positions, filters);
    ActivationLayer.Applied applied = ActivationLayer.Applied.of(use);
    if (!layer.fits("the kernel", channels, filters)
        || !layer.fits("a sample", windows.positions(), filters)
        || !applied.suits(layer, shape, "activation")) {
      return Optional.empty();
    }
    layer.describe(windows.description(attributes.padding()));
    Value output = layer.value(shape);
    Value each = layer.intermediate("Channels", windows.shape(WindowAxis::positions, channels));
    Value sums = applied.sums(layer, output);
    Value depthwise =
        layer.parameter(
            "depthwise_kernel", "depthwise", DepthwiseLayer.kernelShape(windows, multiplier));
    Value pointwise =
        layer.parameter("pointwise_kernel", "pointwise", Shape.of(1, 1, channels, filters));
    layer.add(
        DepthwiseLayer.convolution(layer, depthwise, Optional.empty(), multiplier, windows, each));
    Windows places =
        new Windows(windows.axes().stream().map(SeparableLayer::place).toList(), channels);
    ConvolutionKernel mix =
        new ConvolutionKernel(
            layer.name(),
            "Convolution",
            pointwise,
            layer.bias(filters),
            List.of(filters, 1),
            places);
    layer.add(new Convolve(mix, sums, each));
    applied.add(layer, sums, output);
    return Optional.of(output);
  }

  /** A window of one place over the positions of another. */
  private static WindowAxis place(WindowAxis axis) {
    return WindowAxis.of(axis.positions(), 1, 1, 1, "VALID");
  }
}

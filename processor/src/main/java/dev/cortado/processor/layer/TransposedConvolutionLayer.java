package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code @Conv2DTranspose}: each place of the input adds its multiple of the kernel to the output.
 * Its windows move over the output; the input has their positions.
 */
final class TransposedConvolutionLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Conv2DTranspose";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    int filters = layer.annotation().integer("filters");
    WindowAttributes attributes = new WindowAttributes(layer, 2, "kernelSize");
    Optional<Windows> over = attributes.steps().flatMap(steps -> over(layer, steps, attributes));
    if (over.isEmpty()) {
      return Optional.empty();
    }
    Windows windows = over.get();
    int channels = layer.input().shape().last();
    Shape shape = windows.shape(WindowAxis::size, filters);
    ActivationLayer.Applied applied = ActivationLayer.Applied.of(layer.annotation());
    if (!layer.fits("the kernel", windows.area(), filters, channels)
        || !applied.suits(layer, shape, "activation")) {
      return Optional.empty();
    }
    layer.describe(windows.description(attributes.padding()));
    Value output = layer.value(shape);
    Value sums = applied.sums(layer, output);
    Value kernel = layer.parameter("kernel", windows.shape(WindowAxis::window, filters, channels));
    ConvolutionKernel map =
        new ConvolutionKernel(
            layer.name(),
            "TransposedConvolution",
            kernel,
            layer.bias(filters),
            List.of(channels),
            windows);
    layer.add(new Convolve(map, sums, layer.input()));
    applied.add(layer, sums, output);
    return Optional.of(output);
  }

  /** Windows over the output, as large as Keras makes it; empty where no array holds it. */
  private static Optional<Windows> over(
      LayerContext layer, List<WindowAttributes.Step> steps, WindowAttributes attributes) {
    int filters = layer.annotation().integer("filters");
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      WindowAttributes.Step step = steps.get(i);
      long span = WindowAxis.span(step.window(), step.dilation());
      long size = (long) layer.input().shape().sizes().get(i) * step.stride();
      sizes.add(
          attributes.padding().equals("SAME") ? size : size + Math.max(span - step.stride(), 0));
      // A window that is larger than all that it lies over is no use
      if (span > Integer.MAX_VALUE / 2) {
        layer.fits("the window", span, 2);
        return Optional.empty();
      }
    }
    if (!layer.fits("a sample", sizes.get(0), sizes.get(1), filters)) {
      return Optional.empty();
    }
    List<WindowAxis> axes = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      WindowAttributes.Step step = steps.get(i);
      axes.add(
          WindowAxis.of(
              Math.toIntExact(sizes.get(i)),
              step.window(),
              step.stride(),
              step.dilation(),
              attributes.padding()));
    }
    return Optional.of(new Windows(axes, filters));
  }
}

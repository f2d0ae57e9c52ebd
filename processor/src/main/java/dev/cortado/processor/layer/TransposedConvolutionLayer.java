package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
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
    Optional<List<Integer>> paddings = attributes.sizes("outputPadding");
    if (paddings.isEmpty()) {
      return Optional.empty();
    }
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      WindowAttributes.Step step = steps.get(i);
      long span = WindowAxis.span(step.window(), step.dilation());
      int padding = paddings.get().get(i);
      if (padding >= 0 && !suits(layer, padding, i, step, attributes)) {
        return Optional.empty();
      }
      sizes.add(size(layer.input().shape().sizes().get(i), padding, step, attributes));
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

  /** The size of the output along an axis. */
  private static long size(
      int input, int padding, WindowAttributes.Step step, WindowAttributes attributes) {
    long span = WindowAxis.span(step.window(), step.dilation());
    boolean isSame = attributes.padding().equals("SAME");
    if (padding < 0) {
      long size = (long) input * step.stride();
      return isSame ? size : size + Math.max(span - step.stride(), 0);
    }
    return (input - 1L) * step.stride() + (isSame ? span % 2 : span) + padding;
  }

  /** Whether a convolution of the output has the places of the input; reports it where not. */
  private static boolean suits(
      LayerContext layer,
      int padding,
      int axis,
      WindowAttributes.Step step,
      WindowAttributes attributes) {
    long span = WindowAxis.span(step.window(), step.dilation());
    int least = attributes.padding().equals("SAME") && span % 2 == 0 ? 1 : 0;
    int most = step.stride() - 1;
    if (padding >= least && padding <= most) {
      return true;
    }
    layer.report(
        Problem.WRONG_PARAMETER
            .at(
                layer.annotation().place("outputPadding", axis),
                "layer '%s' has an outputPadding of %d, with strides of %d, a kernel that spans %d and padding %s"
                    .formatted(layer.name(), padding, step.stride(), span, attributes.padding()))
            .found(padding)
            .expected(
                least > most
                    ? "none"
                    : least == most ? String.valueOf(most) : "from %d to %d".formatted(least, most))
            .fix(least > most ? "leave outputPadding out" : "choose another, or leave it out"));
    return false;
  }
}

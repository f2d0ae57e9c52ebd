package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code @Conv1D} and {@code @Conv2D}: {@code activation(input * kernel + bias)}.
 *
 * @param axes along how many axes the kernel moves
 */
record ConvolutionLayer(int axes) implements LayerKind {

  @Override
  public String annotation() {
    return "Conv" + axes + "D";
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    AnnotationUse conv = sequence.annotation();
    if (axes > 1) {
      return Pace.WHOLE;
    }
    if (conv.integer("strides") != 1) {
      return new Pace.Whole("strides", "remove them: each step then gives one");
    }
    boolean looksBack = conv.choice("padding").equals("CAUSAL") || conv.integer("kernelSize") == 1;
    return looksBack
        ? Pace.EACH_STEP
        : new Pace.Whole("padding", "use padding = CAUSAL, which reads earlier steps alone");
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    AnnotationUse conv = layer.annotation();
    int filters = conv.integer("filters");
    int groups = conv.integer("groups");
    WindowAttributes attributes = new WindowAttributes(layer, axes, "kernelSize");
    Optional<Windows> read = attributes.read();
    if (read.isEmpty() || !divides(layer, groups, read.get().channels(), filters)) {
      return Optional.empty();
    }
    Windows windows = layer.isStep() ? read.get().withoutPadding() : read.get();
    int channels = windows.channels() / groups;
    if (!layer.fits("the kernel", windows.area(), channels, filters)
        || !layer.fits("a sample", windows.positions(), filters)) {
      return Optional.empty();
    }
    Shape shape = windows.shape(WindowAxis::positions, filters);
    ActivationLayer.Applied applied = ActivationLayer.Applied.of(conv);
    if (!applied.suits(layer, shape, "activation")) {
      return Optional.empty();
    }
    layer.describe(windows.description(attributes.padding()));
    if (groups > 1) {
      layer.describe(groups + " groups");
    }
    Value output = layer.value(shape);
    Value input = layer.isStep() ? lastSteps(layer, windows) : layer.input();
    Value sums = applied.sums(layer, output);
    Value kernel = layer.parameter("kernel", windows.shape(WindowAxis::window, channels, filters));
    ConvolutionKernel map =
        new ConvolutionKernel(
            layer.name(),
            "Convolution",
            kernel,
            layer.bias(filters),
            List.of(filters, groups),
            windows);
    layer.add(new Convolve(map, sums, input));
    applied.add(layer, sums, output);
    return Optional.of(output);
  }

  /** As many steps as the window spans, up to the one that is there. */
  private static Value lastSteps(LayerContext layer, Windows windows) {
    int span = windows.axes().get(0).size();
    if (span == 1) {
      return layer.input();
    }
    Value last = layer.carried("Window", Shape.of(span, windows.channels()));
    layer.add(new StepWindow(last, layer.input()));
    return last;
  }

  private static boolean divides(LayerContext layer, int groups, int channels, int filters) {
    if (channels % groups == 0 && filters % groups == 0) {
      return true;
    }
    layer.report(
        Problem.SHAPE_MISMATCH
            .at(
                layer.annotation().place("groups"),
                "layer '%s' divides %d channels and %d filters into %d groups"
                    .formatted(layer.name(), channels, filters, groups))
            .found(groups)
            .expected(
                "a number that divides the %d channels of '%s' and the %d filters"
                    .formatted(channels, layer.references().get(0).name(), filters)));
    return false;
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the windows of a layer from its attributes, and reports those that do not suit its input.
 *
 * @param layer the layer
 * @param axes along how many axes its windows move: 1 or 2
 * @param size the attribute that has the window's sizes
 */
record WindowAttributes(LayerContext layer, int axes, String size) {
  private static final List<List<String>> AXES =
      List.of(List.of("steps"), List.of("rows", "columns"));

  private AnnotationUse use() {
    return layer.annotation();
  }

  /** How a window moves along an axis, whatever it moves over. */
  record Step(int window, int stride, int dilation) {}

  /** The windows over the layer's input; empty where a problem was reported. */
  Optional<Windows> read() {
    return steps().flatMap(this::over);
  }

  private Optional<Windows> over(List<Step> steps) {
    Shape shape = layer.input().shape();
    List<WindowAxis> all = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      Step step = steps.get(i);
      if (!fits(i, step)) {
        return Optional.empty();
      }
      all.add(
          WindowAxis.of(
              shape.sizes().get(i), step.window(), step.stride(), step.dilation(), padding()));
    }
    return Optional.of(new Windows(all, shape.last()));
  }

  /** How the windows move along each axis; empty where a problem was reported. */
  Optional<List<Step>> steps() {
    Optional<List<Integer>> window = sizes(size);
    Optional<List<Integer>> strides = sizes("strides");
    Optional<List<Integer>> dilations =
        use().has("dilationRate")
            ? sizes("dilationRate")
            : Optional.of(Collections.nCopies(axes, 1));
    if (!suits(layer, axes)
        || window.isEmpty()
        || strides.isEmpty()
        || dilations.isEmpty()
        || isCausalElsewhere()
        || isStridedAndDilated(strides.get(), dilations.get())) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      int stride = strides.get().get(i) == 0 ? window.get().get(i) : strides.get().get(i);
      steps.add(new Step(window.get().get(i), stride, dilations.get().get(i)));
    }
    return Optional.of(steps);
  }

  /** The name of the padding's constant. */
  String padding() {
    return use().choice("padding");
  }

  /** The sizes of the windows alone; empty where a problem was reported. */
  Optional<List<Integer>> sizes() {
    return sizes(size);
  }

  /** A number for each axis, of an attribute that may have one for all; reports another count. */
  Optional<List<Integer>> sizes(String attribute) {
    List<Integer> given =
        layer.annotation().numbers(attribute).stream().map(Double::intValue).toList();
    if (given.size() == axes) {
      return Optional.of(given);
    }
    if (given.size() == 1) {
      return Optional.of(Collections.nCopies(axes, given.get(0)));
    }
    layer.report(
        Problem.SHAPE_MISMATCH
            .at(
                layer.annotation().place(attribute),
                "layer '%s' has %s of %d numbers, but a picture has rows and columns"
                    .formatted(
                        layer.name(),
                        attribute.equals("value") ? "@" + use().type() : attribute,
                        given.size()))
            .found(given)
            .expected("one number, or two: one for the rows and one for the columns"));
    return Optional.empty();
  }

  /** Whether the input has a place for each axis and channels; reports it where not. */
  static boolean suits(LayerContext layer, int axes) {
    Shape shape = layer.input().shape();
    if (shape.rank() == axes + 1) {
      return true;
    }
    String expected = axes == 1 ? "(steps, channels)" : "(height, width, channels)";
    layer.report(
        Problem.SHAPE_MISMATCH
            .at(
                layer.annotation().place(),
                "layer '%s' takes a %s of shape %s, but '%s' has the shape %s"
                    .formatted(
                        layer.name(),
                        axes == 1 ? "sequence" : "picture",
                        expected,
                        layer.references().get(0).name(),
                        shape))
            .found(shape)
            .expected("a shape " + expected)
            .fix("put %s above it".formatted(reshape(shape.size(), axes))));
    return false;
  }

  /** A reshape that suits: to a square of one channel where that is possible. */
  private static String reshape(int size, int axes) {
    int side = (int) Math.round(Math.sqrt(size));
    if (axes == 1) {
      return "@Reshape({%d, 1})".formatted(size);
    }
    return side * side == size
        ? "@Reshape({%d, %d, 1})".formatted(side, side)
        : "@Reshape({height, width, channels})";
  }

  private boolean fits(int axis, Step step) {
    long span = WindowAxis.span(step.window(), step.dilation());
    int elements = layer.input().shape().sizes().get(axis);
    String name = AXES.get(axes - 1).get(axis);
    if (span <= elements || (!padding().equals("VALID") && span <= Integer.MAX_VALUE / 2)) {
      return true;
    }
    layer.report(
        Problem.SHAPE_MISMATCH
            .at(
                use().place(size),
                "the window of layer '%s' spans %d %s, but '%s' has %d"
                    .formatted(
                        layer.name(), span, name, layer.references().get(0).name(), elements))
            .found("a window of %d, dilated by %d".formatted(step.window(), step.dilation()))
            .expected("at most %d %s".formatted(elements, name))
            .fix("make %s smaller, or use padding = SAME".formatted(size)));
    return false;
  }

  private boolean isCausalElsewhere() {
    if (!padding().equals("CAUSAL") || use().type().equals("Conv1D")) {
      return false;
    }
    layer.report(
        Problem.WRONG_PARAMETER
            .at(
                use().place("padding"),
                "layer '%s' has the padding CAUSAL, which @%s does not take"
                    .formatted(layer.name(), use().type()))
            .fix("use SAME or VALID; CAUSAL is for @Conv1D"));
    return true;
  }

  private boolean isStridedAndDilated(List<Integer> strides, List<Integer> dilations) {
    if (IntStream.range(0, axes).allMatch(i -> strides.get(i) <= 1)
        || IntStream.range(0, axes).allMatch(i -> dilations.get(i) <= 1)) {
      return false;
    }
    layer.report(
        Problem.WRONG_PARAMETER
            .at(
                use().place("dilationRate"),
                "layer '%s' has strides of %s and a dilationRate of %s, which do not go together"
                    .formatted(layer.name(), strides, dilations))
            .fix("leave one of them at 1"));
    return true;
  }
}

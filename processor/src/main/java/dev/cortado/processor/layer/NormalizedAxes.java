package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * What normalizes a layer's input, then scales and shifts it by a number for each index of some
 * axes. Where these are not the last ones, it works on a copy in which they are.
 *
 * @param axes the axes, in ascending order
 */
record NormalizedAxes(LayerContext layer, List<Integer> axes) {
  NormalizedAxes {
    axes = List.copyOf(axes);
  }

  /** The last axis alone. */
  static NormalizedAxes last(LayerContext layer) {
    return new NormalizedAxes(layer, List.of(layer.input().shape().rank() - 1));
  }

  /** The axis or axes that a layer's {@code axis} gives; reports those that the input lacks. */
  static Optional<NormalizedAxes> of(LayerContext layer, List<Integer> given) {
    AnnotationUse annotation = layer.annotation();
    TreeSet<Integer> axes = new TreeSet<>();
    for (int i = 0; i < given.size(); i++) {
      OptionalInt axis =
          new Axis(given.get(i), annotation.place("axis", i), "normalizes")
              .of(layer, layer.references().get(0), layer.input().shape());
      if (axis.isEmpty()) {
        return Optional.empty();
      }
      axes.add(axis.getAsInt());
    }
    if (axes.isEmpty() || axes.size() < given.size()) {
      return layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  annotation.place("axis"),
                  "layer '%s' normalizes along the axes %s of '%s' of shape %s"
                      .formatted(
                          layer.name(),
                          given,
                          layer.references().get(0).name(),
                          layer.input().shape()))
              .expected("at least one axis, and each once; -1 is the last"));
    }
    return Optional.of(new NormalizedAxes(layer, List.copyOf(axes)));
  }

  /** The sizes of the axes: the shape of each parameter. */
  Shape shape() {
    return new Shape(axes.stream().map(layer.input().shape().sizes()::get).toList());
  }

  /** How many numbers of a sample share an index of the axes. */
  int repeats() {
    return layer.input().size() / shape().size();
  }

  /**
   * Adds all operations.
   *
   * @param normalize adds those that compute a value from another of the same shape, in which the
   *     axes are the last
   */
  Value add(BiConsumer<Value, Value> normalize) {
    Permutation permutation = Permutation.toEnd(layer.input().shape(), axes);
    Value output = layer.value(layer.input().shape());
    if (permutation.isPlain()) {
      add(normalize, output, layer.input());
      return output;
    }
    Value turned = layer.intermediate("Turned", permutation.shape());
    Value result = layer.intermediate("Result", permutation.shape());
    String order = " with the axes " + permutation.order();
    layer.add(new Rearrangement(turned, layer.input(), permutation.copy(), order));
    add(normalize, result, turned);
    layer.add(
        new Rearrangement(output, result, permutation.copy().reversed(), " with its axes back"));
    return output;
  }

  private void add(BiConsumer<Value, Value> normalize, Value output, Value input) {
    boolean scales = layer.annotation().flag("scale");
    boolean shifts = layer.annotation().flag("center");
    if (!scales && !shifts) {
      normalize.accept(output, input);
      return;
    }
    Value normal = layer.intermediate("Normal", output.shape());
    Optional<Value> gamma =
        scales ? Optional.of(layer.parameter("gamma", shape())) : Optional.empty();
    Optional<Value> beta =
        shifts ? Optional.of(layer.parameter("beta", shape())) : Optional.empty();
    normalize.accept(normal, input);
    layer.add(new ScaleShift(output, normal, gamma, beta));
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A layer that normalizes and then scales and shifts by channel, as its {@code scale} and {@code
 * center} say.
 *
 * @param annotation the annotation's simple name
 * @param kernel what normalizes the layer's input; empty where a problem was reported
 */
record NormalizationLayer(
    String annotation, BiFunction<LayerContext, Shape, Optional<NormalizationKernel>> kernel)
    implements LayerKind {
  /** {@code @LayerNormalization}: over the last axis. */
  static NormalizationLayer ofVectors() {
    return new NormalizationLayer(
        "LayerNormalization",
        (layer, shape) ->
            Optional.of(
                new NormalizationKernel(
                    layer.name(),
                    shape.repeats(),
                    1,
                    shape.last(),
                    1,
                    layer.annotation().number("epsilon"),
                    true)));
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    boolean isOfVectors = annotation.equals("LayerNormalization");
    return isOfVectors ? Pace.alongLastAxis(sequence) : Pace.WHOLE;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Shape shape = layer.input().shape();
    Optional<NormalizationKernel> found = kernel.apply(layer, shape);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    NormalizationKernel size = found.get();
    layer.describe("epsilon " + size.epsilon());
    if (size.groups() > 1) {
      layer.describe(size.groups() + " groups");
    }
    Value output = layer.value(shape);
    Value normal = isPlain(layer) ? output : layer.intermediate("Normal", shape);
    layer.add(new Normalize(normal, layer.input(), size));
    scaleAndShift(layer, normal, output).ifPresent(layer::add);
    return Optional.of(output);
  }

  /** Whether a layer neither scales nor shifts. */
  static boolean isPlain(LayerContext layer) {
    return !layer.annotation().flag("scale") && !layer.annotation().flag("center");
  }

  /** What scales by {@code gamma} and shifts by {@code beta}, where a layer does either. */
  static Optional<ScaleShift> scaleAndShift(LayerContext layer, Value normal, Value output) {
    AnnotationUse annotation = layer.annotation();
    Shape channels = Shape.of(output.shape().last());
    Optional<Value> gamma =
        annotation.flag("scale")
            ? Optional.of(layer.parameter("gamma", channels))
            : Optional.empty();
    Optional<Value> beta =
        annotation.flag("center")
            ? Optional.of(layer.parameter("beta", channels))
            : Optional.empty();
    return isPlain(layer)
        ? Optional.empty()
        : Optional.of(new ScaleShift(output, normal, gamma, beta));
  }
}

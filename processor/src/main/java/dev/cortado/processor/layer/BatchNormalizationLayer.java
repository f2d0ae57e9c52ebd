package dev.cortado.processor.layer;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/** {@code @BatchNormalization}: each channel by its statistics over a batch. */
final class BatchNormalizationLayer implements LayerKind {

  @Override
  public String annotation() {
    return "BatchNormalization";
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return Pace.alongAxis(sequence.annotation().integer("axis"), sequence);
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    int axis = layer.annotation().integer("axis");
    layer.describe("epsilon " + layer.annotation().number("epsilon"));
    if (axis != -1) {
      layer.describe("axis " + axis);
    }
    return NormalizedAxes.of(layer, List.of(axis))
        .map(axes -> axes.add((normal, input) -> normalize(layer, axes, normal, input)));
  }

  /** After gamma and beta come the moving averages, the order of parameters in Keras. */
  private static void normalize(
      LayerContext layer, NormalizedAxes axes, Value normal, Value input) {
    AnnotationUse annotation = layer.annotation();
    BatchNormKernel kernel =
        new BatchNormKernel(
            layer.name(),
            layer.state("moving_mean", axes.shape(), InitializerCalls.ZEROS),
            layer.state("moving_variance", axes.shape(), InitializerCalls.ONES),
            axes.repeats(),
            annotation.number("epsilon"),
            annotation.number("momentum"));
    if (layer.isFrozen()) {
      layer.add(new MovingNormalize(normal, input, kernel));
    } else {
      Value statistics = layer.statistic("Statistics", Shape.of(2, axes.shape().size()));
      layer.add(new BatchMoments(statistics, input, kernel));
      layer.add(new BatchNormalize(normal, input, statistics, kernel));
    }
  }
}

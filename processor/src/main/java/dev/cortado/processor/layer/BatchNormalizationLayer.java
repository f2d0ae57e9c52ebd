package dev.cortado.processor.layer;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
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
    return Pace.alongLastAxis(sequence);
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    AnnotationUse annotation = layer.annotation();
    Shape shape = layer.input().shape();
    Shape channels = Shape.of(shape.last());
    layer.describe("epsilon " + annotation.number("epsilon"));
    Value output = layer.value(shape);
    boolean isPlain = NormalizationLayer.isPlain(layer);
    Value normal = isPlain ? output : layer.intermediate("Normal", shape);
    // In Keras's order parameters are gamma and beta, then the moving averages
    Optional<ScaleShift> scaleShift = NormalizationLayer.scaleAndShift(layer, normal, output);
    BatchNormKernel kernel =
        new BatchNormKernel(
            layer.name(),
            layer.state("moving_mean", channels, InitializerCalls.ZEROS),
            layer.state("moving_variance", channels, InitializerCalls.ONES),
            shape.repeats(),
            annotation.number("epsilon"),
            annotation.number("momentum"));
    if (layer.isFrozen()) {
      layer.add(new MovingNormalize(normal, layer.input(), kernel));
    } else {
      Value statistics = layer.statistic("Statistics", Shape.of(2, shape.last()));
      layer.add(new BatchMoments(statistics, layer.input(), kernel));
      layer.add(new BatchNormalize(normal, layer.input(), statistics, kernel));
    }
    scaleShift.ifPresent(layer::add);
    return Optional.of(output);
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** {@code @RMSNormalization}: vectors divided by the root of the mean of their squares. */
final class RmsNormalizationLayer implements LayerKind {

  @Override
  public String annotation() {
    return "RMSNormalization";
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
    Shape shape = layer.input().shape();
    double epsilon = layer.annotation().number("epsilon");
    layer.describe("epsilon " + epsilon);
    Value output = layer.value(shape);
    Value normal = layer.intermediate("Normal", shape);
    layer.add(
        new Normalize(
            normal,
            layer.input(),
            new NormalizationKernel(
                layer.name(), shape.repeats(), 1, shape.last(), 1, epsilon, false)));
    Value scale = layer.parameter("scale", Shape.of(shape.last()), InitializerCalls.ONES);
    layer.add(new ScaleShift(output, normal, Optional.of(scale), Optional.empty()));
    return Optional.of(output);
  }
}

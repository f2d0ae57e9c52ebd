package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** {@code @Masking}: marks steps all of whose features are a value. */
final class MaskingLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Masking";
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return Pace.EACH_STEP;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Shape in = layer.input().shape();
    if (in.rank() != 2) {
      return layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place(),
                  "layer '%s' masks steps of a sequence, but '%s' has the shape %s"
                      .formatted(layer.name(), layer.references().get(0).name(), in))
              .found(in)
              .expected("a shape (steps, features)"));
    }
    double value = layer.annotation().number("maskValue");
    layer.describe(String.valueOf(value));
    Value mask = layer.intermediate("Mask", Shape.of(in.sizes().get(0)));
    Value output = layer.value(in);
    layer.add(new MaskSteps(mask, layer.input(), value));
    layer.add(new ApplyMask(output, layer.input(), mask));
    layer.masks().put(output, mask);
    return Optional.of(output);
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** {@code @Flatten}: one axis, in row-major order. */
final class FlattenLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Flatten";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Value output = layer.value(Shape.of(layer.input().size()));
    layer.add(new View(output, layer.input()));
    return Optional.of(output);
  }
}

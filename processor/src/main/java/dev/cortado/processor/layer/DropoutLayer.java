package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** {@code @Dropout}: drops a random fraction while training. */
final class DropoutLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Dropout";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    double rate = layer.annotation().number("value");
    layer.describe(String.valueOf(rate));
    Value output = layer.value(layer.input().shape());
    layer.add(new DropoutOperation(output, layer.input(), rate, layer.position()));
    return Optional.of(output);
  }
}

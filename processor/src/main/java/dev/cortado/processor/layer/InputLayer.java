package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** {@code @Input}: what the caller passes in. */
final class InputLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Input";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    long[] sizes =
        layer.annotation().integers("value").stream().mapToLong(Integer::longValue).toArray();
    return layer.fits("a sample", sizes)
        ? Optional.of(layer.inputValue(new Shape(layer.annotation().integers("value"))))
        : Optional.empty();
  }
}

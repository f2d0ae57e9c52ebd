package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;

/**
 * {@code @MaxPooling1D}, {@code @AveragePooling2D} and their like: the greatest number or the mean
 * under each position of a window, channel by channel.
 *
 * @param reduction what is made of the numbers under a window
 * @param axes along how many axes the window moves
 * @param isGlobal whether the window is as large as the input
 */
record PoolingLayer(Pool.Reduction reduction, int axes, boolean isGlobal) implements LayerKind {

  @Override
  public String annotation() {
    return "%s%s%dD".formatted(isGlobal ? "Global" : "", reduction.kernel(), axes);
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    if (isGlobal) {
      return WindowAttributes.suits(layer, axes)
          ? add(layer, whole(layer.input().shape()), Shape.of(layer.input().shape().last()))
          : Optional.empty();
    }
    WindowAttributes attributes = new WindowAttributes(layer, axes, "poolSize");
    Optional<Windows> read = attributes.read();
    read.ifPresent(windows -> layer.describe(windows.description(attributes.padding())));
    return read.flatMap(
        windows -> add(layer, windows, windows.shape(WindowAxis::positions, windows.channels())));
  }

  private Optional<Value> add(LayerContext layer, Windows windows, Shape shape) {
    Value output = layer.value(shape);
    if (isGlobal && axes == 1 && reduction == Pool.Reduction.AVERAGE && layer.mask().isPresent()) {
      layer.add(new StepMean(output, layer.input(), layer.mask().get()));
      return Optional.of(output);
    }
    layer.add(new Pool(layer.name(), reduction, output, layer.input(), windows));
    return Optional.of(output);
  }

  private Windows whole(Shape shape) {
    return new Windows(
        shape.sizes().subList(0, axes).stream()
            .map(size -> WindowAxis.of(size, size, 1, 1, "VALID"))
            .toList(),
        shape.last());
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * {@code @Add} and {@code @Multiply}: layers of the same shape, element by element.
 *
 * @param annotation the annotation's simple name
 * @param operation makes the operation from its output and inputs
 */
record MergeLayer(String annotation, BiFunction<Value, List<Value>, ForwardOperation> operation)
    implements LayerKind {

  @Override
  public Optional<Value> build(LayerContext layer) {
    Shape shape = layer.input().shape();
    for (int i = 1; i < layer.inputs().size(); i++) {
      if (!layer.inputs().get(i).shape().equals(shape)) {
        String first = layer.references().get(0).name();
        String other = layer.references().get(i).name();
        return layer.report(
            Problem.SHAPE_MISMATCH
                .at(
                    layer.references().get(i).place(),
                    "layer '%s' merges '%s' of shape %s with '%s' of shape %s"
                        .formatted(
                            layer.name(), first, shape, other, layer.inputs().get(i).shape()))
                .found("%s and %s".formatted(shape, layer.inputs().get(i).shape()))
                .expected("equal shapes")
                .fix(
                    "give '%s' and '%s' the same size, or use @Concatenate"
                        .formatted(first, other)));
      }
    }
    Value output = layer.value(shape);
    layer.add(operation.apply(output, layer.inputs()));
    return Optional.of(output);
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * {@code @Add} and others: layers of the same shape, element by element.
 *
 * @param annotation the annotation's simple name
 * @param operations adds the operations that compute the given output to a layer
 */
record MergeLayer(String annotation, BiConsumer<LayerContext, Value> operations)
    implements LayerKind {
  /** Adds one operation, which is made from its output and inputs. */
  static BiConsumer<LayerContext, Value> one(
      BiFunction<Value, List<Value>, ForwardOperation> operation) {
    return (layer, output) -> layer.add(operation.apply(output, layer.inputs()));
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return Pace.EACH_STEP;
  }

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
    operations.accept(layer, output);
    return Optional.of(output);
  }
}

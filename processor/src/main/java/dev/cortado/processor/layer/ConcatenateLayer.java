package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** {@code @Concatenate}: layers one after another along an axis. */
final class ConcatenateLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Concatenate";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Shape first = layer.input().shape();
    int given = layer.annotation().integer("axis");
    int axis = given < 0 ? given + first.rank() : given;
    if (axis < 0 || axis >= first.rank()) {
      return layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place("axis"),
                  "layer '%s' concatenates along axis %s, but '%s' has the shape %s"
                      .formatted(layer.name(), given, layer.references().get(0).name(), first))
              .found(given)
              .expected("an axis from %s to %s".formatted(-first.rank(), first.rank() - 1)));
    }
    long size = 0;
    for (int i = 0; i < layer.inputs().size(); i++) {
      Shape shape = layer.inputs().get(i).shape();
      if (shape.rank() != first.rank() || !shape.with(axis, 1).equals(first.with(axis, 1))) {
        return layer.report(
            Problem.SHAPE_MISMATCH
                .at(
                    layer.references().get(i).place(),
                    "layer '%s' concatenates '%s' of shape %s with '%s' of shape %s along axis %s"
                        .formatted(
                            layer.name(),
                            layer.references().get(0).name(),
                            first,
                            layer.references().get(i).name(),
                            shape,
                            axis))
                .expected("shapes that differ in axis %s only".formatted(axis)));
      }
      size += shape.sizes().get(axis);
    }
    if (!layer.fits("a sample", size, first.size() / first.sizes().get(axis))) {
      return Optional.empty();
    }
    layer.describe("axis " + axis);
    Value output = layer.value(first.with(axis, (int) size));
    layer.add(new Concatenation(output, layer.inputs(), axis));
    return Optional.of(output);
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code @Concatenate}: layers one after another along an axis. */
final class ConcatenateLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Concatenate";
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return Pace.alongAxis(sequence.annotation().integer("axis"), sequence);
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Shape first = layer.input().shape();
    AnnotationUse concatenate = layer.annotation();
    OptionalInt found =
        new Axis(concatenate.integer("axis"), concatenate.place("axis"), "concatenates")
            .of(layer, layer.references().get(0), first);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    int axis = found.getAsInt();
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

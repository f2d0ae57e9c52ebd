package dev.cortado.processor.layer;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code @UnitNormalization}: vectors divided by their lengths. */
final class UnitNormalizationLayer implements LayerKind {
  /** The square of the length by which Keras divides shorter vectors. */
  private static final double LEAST = 1e-12;

  @Override
  public String annotation() {
    return "UnitNormalization";
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
    AnnotationUse unit = layer.annotation();
    Shape shape = layer.input().shape();
    OptionalInt axis =
        new Axis(unit.integer("axis"), unit.place("axis"), "normalizes")
            .of(layer, layer.references().get(0), shape);
    if (axis.isEmpty()) {
      return Optional.empty();
    }
    layer.describe("axis " + axis.getAsInt());
    Value output = layer.value(shape);
    layer.add(new UnitNormalize(output, layer.input(), axis.getAsInt(), LEAST));
    return Optional.of(output);
  }
}

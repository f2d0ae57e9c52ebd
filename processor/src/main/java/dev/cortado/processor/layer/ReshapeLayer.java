package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code @Reshape}: another shape of the same size, of which one axis may be left to be computed.
 */
final class ReshapeLayer implements LayerKind {
  private static final int COMPUTED = -1;

  @Override
  public String annotation() {
    return "Reshape";
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return sequence.keepsSteps() ? Pace.EACH_STEP : Pace.WHOLE;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    List<Integer> sizes = new ArrayList<>(layer.annotation().integers("value"));
    if (layer.isStep()) {
      sizes.set(0, 1);
    }
    int size = layer.input().size();
    long known = 1;
    for (int axis : sizes) {
      known = axis == COMPUTED ? known : Math.min(known * axis, Integer.MAX_VALUE);
    }
    int computed = sizes.indexOf(COMPUTED);
    if (computed >= 0 && known > 0) {
      sizes.set(computed, Math.toIntExact(size / known));
      known *= sizes.get(computed);
    }
    if (sizes.isEmpty() || sizes.contains(COMPUTED) || known != size) {
      return layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place("value"),
                  "layer '%s' gives the shape %s to %s values"
                      .formatted(layer.name(), layer.annotation().integers("value"), size))
              .found(
                  "'%s' of shape %s"
                      .formatted(layer.references().get(0).name(), layer.input().shape()))
              .expected(
                  "positive sizes whose product is %s; one of them may be -1".formatted(size)));
    }
    Value output = layer.value(new Shape(sizes));
    layer.add(new View(output, layer.input()));
    return Optional.of(output);
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.layer.StridedCopy.Axis;
import java.util.List;
import java.util.Optional;

/** {@code @RepeatVector}: a vector several times. */
final class RepeatVectorLayer implements LayerKind {

  @Override
  public String annotation() {
    return "RepeatVector";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Shape in = layer.input().shape();
    if (in.rank() != 1) {
      return layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place(),
                  "layer '%s' repeats a vector, but '%s' has the shape %s"
                      .formatted(layer.name(), layer.references().get(0).name(), in))
              .found("a shape of %d axes".formatted(in.rank()))
              .expected("a shape of one axis")
              .fix("put @Flatten between them"));
    }
    int times = layer.annotation().integer("value");
    if (!layer.fits("a sample", times, in.size())) {
      return Optional.empty();
    }
    Value output = layer.value(Shape.of(times, in.size()));
    StridedCopy copy =
        new StridedCopy(List.of(new Axis(times, 0, in.size()), new Axis(in.size(), 1, 1)), 0, 0);
    layer.add(new Rearrangement(output, layer.input(), copy, ", %d times".formatted(times)));
    return Optional.of(output);
  }
}

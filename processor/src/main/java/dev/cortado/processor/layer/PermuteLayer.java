package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code @Permute}: another order of the axes. */
final class PermuteLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Permute";
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return sequence.annotation().integers("value").get(0) == 0 ? Pace.EACH_STEP : Pace.WHOLE;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Shape in = layer.input().shape();
    List<Integer> order = layer.annotation().integers("value");
    List<Integer> all = IntStream.range(0, in.rank()).boxed().toList();
    if (!order.stream().sorted().toList().equals(all)) {
      return layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place("value"),
                  "layer '%s' gives the axes the order %s, but '%s' has the shape %s"
                      .formatted(layer.name(), order, layer.references().get(0).name(), in))
              .expected("each axis from 0 to %d once".formatted(in.rank() - 1)));
    }
    Permutation permutation = new Permutation(in, order);
    layer.describe(order.toString());
    Value output = layer.value(permutation.shape());
    layer.add(
        new Rearrangement(output, layer.input(), permutation.copy(), " with the axes " + order));
    return Optional.of(output);
  }
}

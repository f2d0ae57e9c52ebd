package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** {@code @GroupNormalization}: groups of channels, at all positions. */
final class GroupNormalizationLayer implements LayerKind {
  private static final int EACH = -1;

  @Override
  public String annotation() {
    return "GroupNormalization";
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Shape shape = layer.input().shape();
    int given = layer.annotation().integer("groups");
    int groups = given == EACH ? shape.last() : given;
    if (groups < 1 || shape.last() % groups != 0) {
      return layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place("groups"),
                  "layer '%s' makes %d groups of the channels of '%s' of shape %s"
                      .formatted(layer.name(), groups, layer.references().get(0).name(), shape))
              .found("%d channels".formatted(shape.last()))
              .expected("a divisor of %d, or -1 for a group each".formatted(shape.last())));
    }
    double epsilon = layer.annotation().number("epsilon");
    layer.describe("epsilon " + epsilon);
    if (groups > 1) {
      layer.describe(groups + " groups");
    }
    NormalizationKernel kernel =
        new NormalizationKernel(
            layer.name(), 1, shape.repeats(), shape.last(), groups, epsilon, true);
    return Optional.of(
        NormalizedAxes.last(layer)
            .add((output, input) -> layer.add(new Normalize(output, input, kernel))));
  }
}

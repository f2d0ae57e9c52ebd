package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Shape;
import java.util.Optional;

/** The groups of {@code @GroupNormalization}. */
final class GroupNormalizationSize {
  private static final int EACH = -1;

  private GroupNormalizationSize() {}

  static Optional<NormalizationKernel> of(LayerContext layer, Shape shape) {
    int given = layer.annotation().integer("groups");
    int groups = given == EACH ? shape.last() : given;
    if (groups < 1 || shape.last() % groups != 0) {
      layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place("groups"),
                  "layer '%s' makes %d groups of the channels of '%s' of shape %s"
                      .formatted(layer.name(), groups, layer.references().get(0).name(), shape))
              .found("%d channels".formatted(shape.last()))
              .expected("a divisor of %d, or -1 for a group each".formatted(shape.last())));
      return Optional.empty();
    }
    return Optional.of(
        new NormalizationKernel(
            layer.name(),
            1,
            shape.repeats(),
            shape.last(),
            groups,
            layer.annotation().number("epsilon"),
            true));
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/** {@code @LayerNormalization}: over the last axis, or over others. */
final class LayerNormalizationLayer implements LayerKind {

  @Override
  public String annotation() {
    return "LayerNormalization";
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return sequence.annotation().integers("axis").stream()
            .anyMatch(axis -> Pace.alongAxis(axis, sequence).equals(Pace.WHOLE))
        ? Pace.WHOLE
        : Pace.EACH_STEP;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    AnnotationUse annotation = layer.annotation();
    List<Integer> given = annotation.integers("axis");
    double epsilon = annotation.number("epsilon");
    layer.describe("epsilon " + epsilon);
    if (!given.equals(List.of(-1))) {
      layer.describe("axes " + given);
    }
    return NormalizedAxes.of(layer, given)
        .map(
            axes -> {
              NormalizationKernel kernel =
                  new NormalizationKernel(
                      layer.name(), axes.repeats(), 1, axes.shape().size(), 1, epsilon, true);
              return axes.add((output, input) -> layer.add(new Normalize(output, input, kernel)));
            });
  }
}

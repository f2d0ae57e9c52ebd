package dev.cortado.processor.reference;

import java.util.List;
import java.util.Optional;

/**
 * {@code @Reshape}: another shape of the same size.
 *
 * @param target the new shape
 * @param computed the axis whose size is left to be computed, or -1
 */
public record Reshape(Shape target, int computed) implements View {

  static Optional<Drawn> draw(Choices choices) {
    Layer input = choices.layer();
    Shape target = choices.factors(choices.shape(input).size());
    int computed = choices.chance(0.5) ? choices.below(target.rank()) : -1;
    return Optional.of(new Drawn(new Reshape(target, computed), List.of(input)));
  }

  @Override
  public List<String> attributes() {
    Shape written = computed < 0 ? target : target.with(computed, -1);
    return List.of("value = " + written.braces());
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return target;
  }
}

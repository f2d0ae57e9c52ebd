package dev.cortado.processor.reference;

import java.util.List;
import java.util.Optional;

/** {@code @Flatten}: one axis. */
public record Flatten() implements View {

  static Optional<Drawn> draw(Choices choices) {
    return Optional.of(new Drawn(new Flatten(), List.of(choices.layer())));
  }

  @Override
  public List<String> attributes() {
    return List.of();
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return Shape.of(inputs.get(0).size());
  }
}

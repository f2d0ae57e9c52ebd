package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code @Permute}: another order of the axes.
 *
 * @param order for each axis of the value the axis of the input
 */
public record Permute(List<Integer> order) implements Gather {
  /** Copies the order. */
  public Permute {
    order = List.copyOf(order);
  }

  static Optional<Drawn> draw(Choices choices) {
    Layer input = choices.layer();
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, choices.shape(input).rank()).boxed().toList());
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, choices.below(i + 1));
    }
    return Optional.of(new Drawn(new Permute(order), List.of(input)));
  }

  @Override
  public List<String> attributes() {
    return List.of("value = " + new Shape(order).braces());
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return new Shape(order.stream().map(inputs.get(0).sizes()::get).toList());
  }

  @Override
  public List<Integer> sources(Shape input) {
    List<Integer> sources = new ArrayList<>();
    for (List<Integer> indices : shape(List.of(input)).indices()) {
      List<Integer> there = new ArrayList<>(indices);
      for (int axis = 0; axis < order.size(); axis++) {
        there.set(order.get(axis), indices.get(axis));
      }
      sources.add(input.position(there));
    }
    return sources;
  }
}

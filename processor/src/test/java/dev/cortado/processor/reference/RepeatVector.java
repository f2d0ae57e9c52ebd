package dev.cortado.processor.reference;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code @RepeatVector}: a vector several times. */
public record RepeatVector(int times) implements Gather {

  static Optional<Drawn> draw(Choices choices) {
    Layer input = choices.layer();
    int times = choices.below(4) + 1;
    Shape shape = choices.shape(input);
    return shape.rank() > 1 || times * shape.size() > Choices.LARGEST_VALUE
        ? Optional.empty()
        : Optional.of(new Drawn(new RepeatVector(times), List.of(input)));
  }

  @Override
  public List<String> attributes() {
    return List.of("value = " + times);
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return Shape.of(times, inputs.get(0).size());
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return times;
  }

  @Override
  public List<Integer> sources(Shape input) {
    return IntStream.range(0, times * input.size()).map(i -> i % input.size()).boxed().toList();
  }
}

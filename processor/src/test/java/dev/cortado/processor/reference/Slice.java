package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code @Slice}: a range of indices along each axis.
 *
 * @param begin the first index along each axis
 * @param size how many there are
 * @param open the axis whose size is written as -1, or -1
 */
public record Slice(List<Integer> begin, Shape size, int open) implements Gather {
  /** Copies the list. */
  public Slice {
    begin = List.copyOf(begin);
  }

  static Optional<Drawn> draw(Choices choices) {
    Layer input = choices.layer();
    List<Integer> begin = new ArrayList<>();
    List<Integer> size = new ArrayList<>();
    int open = choices.below(2 * choices.shape(input).rank());
    for (int along : choices.shape(input).sizes()) {
      begin.add(choices.below(along));
      int left = along - begin.get(begin.size() - 1);
      size.add(size.size() == open ? left : choices.below(left) + 1);
    }
    int written = open < size.size() ? open : -1;
    return Optional.of(new Drawn(new Slice(begin, new Shape(size), written), List.of(input)));
  }

  @Override
  public List<String> attributes() {
    Shape written = open < 0 ? size : size.with(open, -1);
    return List.of("begin = " + new Shape(begin).braces(), "size = " + written.braces());
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return size;
  }

  @Override
  public List<Integer> sources(Shape input) {
    List<Integer> sources = new ArrayList<>();
    for (List<Integer> indices : size.indices()) {
      List<Integer> there = new ArrayList<>();
      for (int axis = 0; axis < begin.size(); axis++) {
        there.add(begin.get(axis) + indices.get(axis));
      }
      sources.add(input.position(there));
    }
    return sources;
  }
}

package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A window that moves over a sequence or a picture, each with channels as its last axis.
 *
 * @param size its size along each axis
 * @param strides how far it moves along each axis
 * @param dilation how far apart its elements are along each axis
 * @param padding the name of a constant of {@code Padding}
 */
record Window(List<Integer> size, List<Integer> strides, List<Integer> dilation, String padding) {
  Window {
    size = List.copyOf(size);
    strides = List.copyOf(strides);
    dilation = List.copyOf(dilation);
  }

  /** A window that fits an input, with strides or dilation now and then. */
  static Window draw(Choices choices, Shape input, List<String> paddings, boolean dilates) {
    int axes = input.rank() - 1;
    String padding = choices.one(paddings);
    boolean dilated = dilates && choices.chance(0.25);
    List<Integer> size = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    List<Integer> dilation = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      int elements = input.sizes().get(axis);
      int apart = dilated ? 1 + choices.below(3) : 1;
      int most = padding.equals("VALID") ? (elements - 1) / apart + 1 : elements + 2;
      size.add(1 + choices.below(Math.min(most, 4)));
      strides.add(!dilated && choices.chance(0.4) ? 1 + choices.below(3) : 1);
      dilation.add(apart);
    }
    return new Window(size, strides, dilation, padding);
  }

  /** Its attributes in Java, the first under the given name. */
  List<String> attributes(String name) {
    List<String> attributes = new ArrayList<>(List.of(name + " = " + java(size)));
    if (!strides.equals(Collections.nCopies(strides.size(), 1))) {
      attributes.add("strides = " + java(strides));
    }
    if (!dilation.equals(Collections.nCopies(dilation.size(), 1))) {
      attributes.add("dilationRate = " + java(dilation));
    }
    if (!padding.equals("VALID")) {
      attributes.add("padding = Padding." + padding);
    }
    return attributes;
  }

  /** One number where it is the same for all axes. */
  static String java(List<Integer> numbers) {
    return numbers.stream().distinct().count() == 1
        ? String.valueOf(numbers.get(0))
        : numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
  }

  /** How many places it has. */
  int area() {
    return size.stream().reduce(1, (a, b) -> a * b);
  }

  /** The number of its positions along each axis, then a last axis. */
  Shape shape(Shape input, int last) {
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < size.size(); axis++) {
      int elements = input.sizes().get(axis) - (padding.equals("VALID") ? span(axis) - 1 : 0);
      sizes.add((int) Math.ceil((double) elements / strides.get(axis)));
    }
    sizes.add(last);
    return new Shape(sizes);
  }

  /**
   * Which place of an input lies under a place of the window at a position; -1 where none does. All
   * three are counted in row-major order.
   */
  int under(Shape input, int position, int place) {
    int[] positions = indexes(position, shape(input, 1).sizes());
    int[] places = indexes(place, size);
    int index = 0;
    for (int axis = 0; axis < size.size(); axis++) {
      int elements = input.sizes().get(axis);
      int at =
          positions[axis] * strides.get(axis)
              + places[axis] * dilation.get(axis)
              - before(input, axis);
      if (at < 0 || at >= elements) {
        return -1;
      }
      index = index * elements + at;
    }
    return index;
  }

  /** The places of an input under the window at a position, in order. */
  List<Integer> under(Shape input, int position) {
    return IntStream.range(0, area())
        .map(place -> under(input, position, place))
        .filter(index -> index >= 0)
        .boxed()
        .toList();
  }

  private int[] indexes(int number, List<Integer> sizes) {
    int[] indexes = new int[size.size()];
    int rest = number;
    for (int axis = size.size() - 1; axis >= 0; axis--) {
      indexes[axis] = rest % sizes.get(axis);
      rest /= sizes.get(axis);
    }
    return indexes;
  }

  private int span(int axis) {
    return (size.get(axis) - 1) * dilation.get(axis) + 1;
  }

  private int before(Shape input, int axis) {
    return switch (padding) {
      case "VALID" -> 0;
      case "CAUSAL" -> span(axis) - 1;
      default -> {
        int last = (shape(input, 1).sizes().get(axis) - 1) * strides.get(axis) + span(axis);
        yield Math.max(0, last - input.sizes().get(axis)) / 2;
      }
    };
  }
}

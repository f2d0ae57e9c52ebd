package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Another order of the axes of a value.
 *
 * @param from the shape that is permuted
 * @param order for each axis of the result the axis that it is
 */
record Permutation(Shape from, List<Integer> order) {
  Permutation {
    order = List.copyOf(order);
  }

  /** The one that puts some axes, in ascending order, behind all others. */
  static Permutation toEnd(Shape from, List<Integer> axes) {
    List<Integer> others =
        IntStream.range(0, from.rank()).boxed().filter(axis -> !axes.contains(axis)).toList();
    return new Permutation(from, Stream.concat(others.stream(), axes.stream()).toList());
  }

  /** Whether all axes stay where they are. */
  boolean isPlain() {
    return order.equals(IntStream.range(0, from.rank()).boxed().toList());
  }

  /** The shape of the result. */
  Shape shape() {
    return new Shape(order.stream().map(from.sizes()::get).toList());
  }

  /** Which element goes where. */
  StridedCopy copy() {
    Shape shape = shape();
    List<Integer> strides = StridedCopy.strides(from);
    List<Integer> to = StridedCopy.strides(shape);
    List<StridedCopy.Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      int stride = strides.get(order.get(axis));
      axes.add(new StridedCopy.Axis(shape.sizes().get(axis), stride, to.get(axis)));
    }
    return new StridedCopy(axes, 0, 0);
  }
}

package dev.cortado.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of one sample's value along each axis, row-major: {@code (28, 28, 1)} is 28 rows of 28
 * pixels.
 */
public record Shape(List<Integer> sizes) {

  /**
   * @throws IllegalArgumentException without sizes, where one is not positive, or where their
   *     product passes the greatest array length
   */
  public Shape {
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty()) {
      throw new IllegalArgumentException("a shape has at least one size");
    }
    long product = 1;
    for (int size : sizes) {
      if (size < 1) {
        throw new IllegalArgumentException(
            "sizes are positive, but one of " + sizes + " is " + size);
      }
      product *= size;
      if (product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "a shape of " + sizes + " has more elements than an array can hold");
      }
    }
  }

  /** The shape with these sizes. */
  public static Shape of(int... sizes) {
    List<Integer> list = new ArrayList<>(sizes.length);
    for (int size : sizes) {
      list.add(size);
    }
    return new Shape(list);
  }

  /** The number of elements. */
  public int size() {
    int product = 1;
    for (int size : sizes) {
      product *= size;
    }
    return product;
  }

  /** The size of the last axis. */
  public int last() {
    return sizes.get(sizes.size() - 1);
  }

  /** As Python writes a tuple: {@code (784)}, {@code (28, 28, 1)}. */
  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}

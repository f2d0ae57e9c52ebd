package dev.cortado.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of one sample's value along each axis, row-major; all positive, their product at most
 * an int.
 */
public record Shape(List<Integer> sizes) {
  /** Copies the sizes. */
  public Shape {
    sizes = List.copyOf(sizes);
  }

  /** The shape with these sizes. */
  public static Shape of(Integer... sizes) {
    return new Shape(List.of(sizes));
  }

  /** The number of elements. */
  public int size() {
    return Math.toIntExact(longSize());
  }

  /** The number of elements of a shape that may be too large for an array. */
  public long longSize() {
    long product = 1;
    for (int size : sizes) {
      product = Math.multiplyExact(product, size);
    }
    return product;
  }

  /** The number of axes. */
  public int rank() {
    return sizes.size();
  }

  /** The size of the last axis. */
  public int last() {
    return sizes.get(sizes.size() - 1);
  }

  /** How often the last axis repeats: the product of all other sizes. */
  public int repeats() {
    return size() / last();
  }

  /** This shape with another size on one axis. */
  public Shape with(int axis, int size) {
    List<Integer> changed = new ArrayList<>(sizes);
    changed.set(axis, size);
    return new Shape(changed);
  }

  /** As Python writes a tuple: {@code (784)}, {@code (28, 28, 1)}. */
  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}

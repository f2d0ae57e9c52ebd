package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.List;

/** The sizes of one sample's value along each axis, row-major. */
public record Shape(List<Integer> sizes) {
  /** Copies the sizes. */
  public Shape {
    sizes = List.copyOf(sizes);
  }

  static Shape of(Integer... sizes) {
    return new Shape(List.of(sizes));
  }

  /** The number of elements. */
  public int size() {
    return product(0, rank());
  }

  int rank() {
    return sizes.size();
  }

  int last() {
    return sizes.get(rank() - 1);
  }

  /** How often the last axis repeats. */
  int repeats() {
    return product(0, rank() - 1);
  }

  /** The product of the sizes from one axis to before another. */
  int product(int from, int to) {
    return sizes.subList(from, to).stream().reduce(1, (a, b) -> a * b);
  }

  /** This shape with another size on one axis. */
  Shape with(int axis, int size) {
    List<Integer> changed = new ArrayList<>(sizes);
    changed.set(axis, size);
    return new Shape(changed);
  }

  /** As Java writes an array: {@code {3, 4}}. */
  String braces() {
    return sizes.toString().replace('[', '{').replace(']', '}');
  }
}

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

  /** The indices of all elements, in row-major order. */
  List<List<Integer>> indices() {
    List<List<Integer>> all = new ArrayList<>(List.of(List.of()));
    for (int size : sizes) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> before : all) {
        for (int i = 0; i < size; i++) {
          List<Integer> indices = new ArrayList<>(before);
          indices.add(i);
          longer.add(indices);
        }
      }
      all = longer;
    }
    return all;
  }

  /** Where an element lies in row-major order. */
  int position(List<Integer> indices) {
    int position = 0;
    for (int axis = 0; axis < rank(); axis++) {
      position = position * sizes.get(axis) + indices.get(axis);
    }
    return position;
  }

  /** An axis that may count from the last, counted from the first. */
  int axis(int number) {
    return number < 0 ? number + rank() : number;
  }

  /** For each element, where it lies in a grid of some axes alone, in row-major order. */
  int[] places(List<Integer> axes) {
    Shape grid = new Shape(axes.stream().map(sizes::get).toList());
    return indices().stream()
        .mapToInt(indices -> grid.position(axes.stream().map(indices::get).toList()))
        .toArray();
  }

  /** The vectors along an axis, each as the positions of its elements, in row-major order. */
  List<List<Integer>> vectors(int axis) {
    List<List<Integer>> vectors = new ArrayList<>();
    for (List<Integer> first : with(axis, 1).indices()) {
      List<Integer> vector = new ArrayList<>();
      for (int i = 0; i < sizes.get(axis); i++) {
        List<Integer> indices = new ArrayList<>(first);
        indices.set(axis, i);
        vector.add(position(indices));
      }
      vectors.add(vector);
    }
    return vectors;
  }

  /** As Java writes an array: {@code {3, 4}}. */
  String braces() {
    return sizes.toString().replace('[', '{').replace(']', '}');
  }
}

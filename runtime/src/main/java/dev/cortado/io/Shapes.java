package dev.cortado.io;

import java.io.IOException;
import java.util.List;

/** Shapes that files claim to have. */
final class Shapes {
  /** The greatest length of an array that every virtual machine can make. */
  static final int MAX_VALUES = Integer.MAX_VALUE - 8;

  /** The most axes of an array, in NumPy too. */
  static final int MAX_RANK = 64;

  private Shapes() {}

  /**
   * The number of values of a shape.
   *
   * @param shape sizes of 0 or more
   * @throws IOException where no array is so long
   */
  static int count(List<Long> shape) throws IOException {
    long count = 1;
    for (long size : shape) {
      // Both factors are ints here, so the product is a long
      if (size > MAX_VALUES || count * size > MAX_VALUES) {
        throw new IOException(
            "shape %s has more than %d values, which is the most that can be read"
                .formatted(shape, MAX_VALUES));
      }
      count *= size;
    }
    return (int) count;
  }
}

package dev.cortado.benchmarks.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The shape of a sample, or of what a layer computes of one, without the batch: the units of a
 * vector, steps and features of a sequence, or height, width and channels of a picture.
 *
 * @param sizes its size along each axis
 */
public record Extent(List<Integer> sizes) {
  /** Copies the sizes. */
  public Extent {
    sizes = List.copyOf(sizes);
  }

  /** A shape of these sizes. */
  public static Extent of(int... sizes) {
    return new Extent(Arrays.stream(sizes).boxed().toList());
  }

  /** The size along an axis, from 0. */
  public int get(int axis) {
    return sizes.get(axis);
  }

  /** The size along the last axis: channels, features or units. */
  public int last() {
    return sizes.get(sizes.size() - 1);
  }

  /** How many numbers it has. */
  public int size() {
    return sizes.stream().reduce(1, Math::multiplyExact);
  }

  /** The shape of so many samples. */
  public long[] batch(long samples) {
    return LongStream.concat(LongStream.of(samples), sizes.stream().mapToLong(size -> size))
        .toArray();
  }

  /**
   * The shape of so many samples for libraries that want the channels of pictures first. Rows are
   * given to them as they are.
   *
   * @throws IllegalArgumentException for pictures of several channels, whose numbers would have to
   *     change places
   */
  public long[] channelsFirst(long samples) {
    if (sizes.size() < 3) {
      return batch(samples);
    }
    if (last() != 1) {
      throw new IllegalArgumentException(
          "pictures of shape %s: only those of one channel are the same with channels first"
              .formatted(sizes));
    }
    return new long[] {samples, 1, get(0), get(1)};
  }
}

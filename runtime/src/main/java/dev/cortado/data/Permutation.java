package dev.cortado.data;

import java.util.BitSet;

/** The order of one pass, written out. */
final class Permutation {
  private Permutation() {}

  /**
   * The indices of so many samples in an order.
   *
   * @throws IllegalArgumentException where they are not each there once
   */
  static int[] of(Order order, int count) {
    int[] indices = new int[count];
    order.fill(indices);
    BitSet seen = new BitSet(indices.length);
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= indices.length || seen.get(indices[i])) {
        throw new IllegalArgumentException(
            "the order has the index %d at position %d, which is %s; an order of %d samples has each number from 0 to %d once"
                .formatted(
                    indices[i],
                    i,
                    indices[i] >= 0 && indices[i] < indices.length
                        ? "there already"
                        : "no sample's",
                    indices.length,
                    indices.length - 1));
      }
      seen.set(indices[i]);
    }
    return indices;
  }
}

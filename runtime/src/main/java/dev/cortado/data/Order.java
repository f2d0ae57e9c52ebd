package dev.cortado.data;

import dev.cortado.random.Randomness;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * In which order a pass visits samples. One's own is {@code indices -> System.arraycopy(mine, 0,
 * indices, 0, indices.length)}.
 */
@FunctionalInterface
public interface Order {
  /**
   * Writes the order of a pass.
   *
   * @param indices receives each of the numbers from 0 to its length once. Modified.
   */
  void fill(int[] indices);

  /** The number of the pass: what changes samples at random does so anew in each. */
  default int pass() {
    return 0;
  }

  /** This order, in a pass of another number. */
  default Order ofPass(int number) {
    Order order = this;
    return new Order() {
      @Override
      public void fill(int[] indices) {
        order.fill(indices);
      }

      @Override
      public int pass() {
        return number;
      }
    };
  }

  /**
   * The indices of so many samples in this order, in a fresh array.
   *
   * @throws IllegalArgumentException where they are not each there once
   */
  default int[] indices(int count) {
    int[] indices = new int[count];
    fill(indices);
    BitSet seen = new BitSet(indices.length);
    for (int i = 0; i < indices.length; i++) {
      boolean known = indices[i] >= 0 && indices[i] < indices.length;
      if (!known || seen.get(indices[i])) {
        throw new IllegalArgumentException(
            "the order has the index %d at position %d, which is %s; an order of %d samples has each number from 0 to %d once"
                .formatted(
                    indices[i],
                    i,
                    known ? "there already" : "no sample's",
                    indices.length,
                    indices.length - 1));
      }
      seen.set(indices[i]);
    }
    return indices;
  }

  /** From first to last. */
  static Order sequential() {
    return indices -> {
      for (int i = 0; i < indices.length; i++) {
        indices[i] = i;
      }
    };
  }

  /** Shuffled (Fisher and Yates): the same order for the same randomness and epoch. */
  static Order shuffled(Randomness randomness, int epoch) {
    return indices -> {
      sequential().fill(indices);
      RandomGenerator random = randomness.generator("order of epoch " + epoch);
      for (int i = indices.length - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int index = indices[i];
        indices[i] = indices[other];
        indices[other] = index;
      }
    };
  }
}

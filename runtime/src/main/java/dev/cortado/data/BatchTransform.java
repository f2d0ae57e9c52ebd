package dev.cortado.data;

import dev.cortado.random.Randomness;

/**
 * Changes batches on their way to training, at random: augmentation, mixing. Applied by {@link
 * Dataset#transformed}. Immutable, and used by several threads at a time.
 */
@FunctionalInterface
public interface BatchTransform {
  /**
   * Changes a batch.
   *
   * @param batch its rows are the transform's own: they may be written to, or others put in their
   *     place. Modified.
   * @param keys the same for the same batch of the same pass
   */
  void apply(Batch batch, Keys keys);

  /**
   * Keys of random draws, for {@link dev.cortado.random.Draws}.
   *
   * @param pass the key of the transform in this pass
   * @param first how many samples of the pass come before the batch
   */
  record Keys(long pass, long first) {
    /** The key of a sample: it depends on its place in the pass, not on the size of batches. */
    public long sample(int index) {
      return Randomness.mix(pass + first + index);
    }

    /** The key of the batch as a whole. */
    public long batch() {
      return Randomness.mix(~pass + first);
    }
  }
}

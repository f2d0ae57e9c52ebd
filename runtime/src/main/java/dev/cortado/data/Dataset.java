package dev.cortado.data;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** Samples with their targets, in batches. {@link Samples} holds them in memory. */
public interface Dataset {
  /** The number of samples, where it is known. */
  OptionalInt size();

  /**
   * Begins one pass over all samples.
   *
   * @param batchSize how many samples a batch holds; the last one may hold fewer
   * @param order in which order the samples come
   */
  Batches batches(int batchSize, Order order) throws IOException;

  /**
   * These samples with changes at random, for training: {@code data.transformed(1, augmentation,
   * MixUp.of(0.2))}. They are made ahead on a thread of their own, and are the same for the same
   * seed, order of the pass and size of batches. So {@code fit} has others in each epoch as long as
   * it shuffles; with {@code shuffle(false)} all epochs have the same.
   *
   * @param transforms are applied one after the other
   */
  default Dataset transformed(long seed, BatchTransform... transforms) {
    return new TransformedSamples(this, seed, List.of(transforms));
  }

  /** One pass over the samples. */
  interface Batches extends AutoCloseable {
    /**
     * Fills a batch with the next samples.
     *
     * @return whether there were any
     */
    boolean next(Batch batch) throws IOException;

    /**
     * Leaves out as many batches, where a resumed run has seen them already.
     *
     * @param batch what the left out samples may be read into
     */
    default void skip(int count, Batch batch) throws IOException {
      for (int i = 0; i < count && next(batch); i++) {}
    }

    @Override
    default void close() throws IOException {}
  }
}

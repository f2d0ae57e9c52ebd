package dev.cortado.data;

import dev.cortado.random.Randomness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Samples in a random order as far as a buffer reaches: each is drawn from so many that were read,
 * as by {@code shuffle} of TensorFlow's {@code tf.data}.
 */
final class ShuffleBuffer implements SampleBatches {
  /** So many positions of an order tell it from all others. */
  private static final int POSITIONS = 64;

  private final SampleReader reader;
  private final int capacity;
  private final int batchSize;
  private final SplittableRandom random;
  private final List<Sample> buffer = new ArrayList<>();

  /**
   * @param capacity how many samples are held, from which the next one is drawn; with 1 they come
   *     as they are
   * @param seed the same draws for the same seed
   * @param batchSize how many samples a batch has
   */
  ShuffleBuffer(SampleReader reader, int capacity, long seed, int batchSize) {
    this.reader = reader;
    this.capacity = capacity;
    this.batchSize = batchSize;
    this.random = new SplittableRandom(seed);
  }

  /** Whether an order is not just from first to last. */
  static boolean shuffles(Order order) {
    int[] positions = positions(order, POSITIONS);
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] != i) {
        return true;
      }
    }
    return false;
  }

  /** A seed that is the same for the same order. */
  static long seed(Order order) {
    return seed(order, OptionalInt.empty());
  }

  /**
   * A seed that is the same for the same order of so many samples.
   *
   * @param size how many samples there are, where it is known: an order of one's own may not have
   *     more
   */
  static long seed(Order order, OptionalInt size) {
    long seed = 0;
    for (int position : positions(order, Math.min(POSITIONS, size.orElse(POSITIONS)))) {
      seed = Randomness.mix(seed + position);
    }
    return seed;
  }

  private static int[] positions(Order order, int count) {
    int[] positions = new int[count];
    order.fill(positions);
    return positions;
  }

  @Override
  public List<Sample> nextBatch() throws IOException {
    List<Sample> samples = new ArrayList<>(batchSize);
    while (samples.size() < batchSize) {
      Optional<Sample> next = next();
      if (next.isEmpty()) {
        break;
      }
      samples.add(next.get());
    }
    return samples;
  }

  @Override
  public void close() {
    reader.close();
  }

  private Optional<Sample> next() throws IOException {
    while (buffer.size() < capacity) {
      Optional<Sample> read = reader.next();
      if (read.isEmpty()) {
        break;
      }
      buffer.add(read.get());
    }
    if (buffer.isEmpty()) {
      return Optional.empty();
    }
    int drawn = random.nextInt(buffer.size());
    Sample last = buffer.remove(buffer.size() - 1);
    return Optional.of(drawn == buffer.size() ? last : buffer.set(drawn, last));
  }
}

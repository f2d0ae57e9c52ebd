package dev.cortado.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Samples that are made when they are needed, each by its number, and need not fit into memory:
 * files of a folder, for example. Unlike {@link StreamSamples} they can be visited in any order, so
 * that shuffling needs no buffer, and be split. Batches are made ahead on a thread of its own.
 * Immutable.
 *
 * <pre>{@code
 * LazySamples.of(files.size(), i -> Sample.of(input.read(files.get(i)), labels[i]))
 * }</pre>
 */
public final class LazySamples implements Dataset {
  private static final int DEPTH = 2;

  private final Source source;
  private final int[] indices;
  private final int depth;

  /** Makes samples. */
  @FunctionalInterface
  public interface Source {
    /**
     * One sample, with rows of its own. Called by the thread of a pass, and by several where there
     * are several passes at a time.
     *
     * @param index its number, from 0
     */
    Sample read(int index) throws IOException;
  }

  private LazySamples(Source source, int[] indices, int depth) {
    this.source = source;
    this.indices = indices;
    this.depth = depth;
  }

  /**
   * So many samples.
   *
   * @throws IllegalArgumentException where the number is negative
   */
  public static LazySamples of(int count, Source source) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "there are 0 samples or more, not %d; give their number".formatted(count));
    }
    return new LazySamples(source, IntStream.range(0, count).toArray(), DEPTH);
  }

  /**
   * This with so many batches made ahead, 2 unless given.
   *
   * @throws IllegalArgumentException below 1
   */
  public LazySamples prefetch(int batches) {
    if (batches < 1) {
      throw new IllegalArgumentException(
          "at least 1 batch is made ahead, not %d; give 1 or more".formatted(batches));
    }
    return new LazySamples(source, indices, batches);
  }

  @Override
  public OptionalInt size() {
    return OptionalInt.of(indices.length);
  }

  /** The number of samples. */
  public int count() {
    return indices.length;
  }

  /**
   * A sample, made now.
   *
   * @throws IndexOutOfBoundsException where there is no such sample
   */
  public Sample sample(int index) throws IOException {
    return source.read(indices[Objects.checkIndex(index, indices.length)]);
  }

  /**
   * The samples from one index up to, but without, another.
   *
   * @throws IndexOutOfBoundsException where there are not so many samples
   */
  public LazySamples slice(int from, int to) {
    Objects.checkFromToIndex(from, to, indices.length);
    return new LazySamples(source, Arrays.copyOfRange(indices, from, to), depth);
  }

  /**
   * Two parts in a random order, the same for the same seed.
   *
   * @param testFraction how much is for testing, above 0 and below 1; the number is rounded
   * @throws IllegalArgumentException where a part would be empty
   */
  public Split<LazySamples> split(double testFraction, long seed) {
    return taken(Partition.of(indices.length, seed).split(testFraction));
  }

  /**
   * As {@link #split}, with each class in both parts by its share, to within 1.
   *
   * @param classes the class of each sample, any number
   * @throws IllegalArgumentException where there are not as many classes as samples, or a part
   *     would be empty
   */
  public Split<LazySamples> stratifiedSplit(int[] classes, double testFraction, long seed) {
    if (classes.length != indices.length) {
      throw new IllegalArgumentException(
          "%d classes for %d samples; give one a sample".formatted(classes.length, indices.length));
    }
    return taken(Partition.stratified(classes, seed).split(testFraction));
  }

  private Split<LazySamples> taken(Split<int[]> parts) {
    return new Split<>(taken(parts.train()), taken(parts.test()));
  }

  private LazySamples taken(int[] positions) {
    return new LazySamples(
        source, Arrays.stream(positions).map(position -> indices[position]).toArray(), depth);
  }

  @Override
  public Batches batches(int batchSize, Order order) {
    return new Pass(order.indices(indices.length), batchSize);
  }

  /** Begins to read with the first batch, so that those before it can be left out. */
  private final class Pass implements Batches {
    private final int[] positions;
    private final int batchSize;
    private int next;
    private Prefetch batches;

    private Pass(int[] positions, int batchSize) {
      this.positions = positions;
      this.batchSize = batchSize;
    }

    @Override
    public boolean next(Batch batch) throws IOException {
      if (batches == null) {
        batches = Prefetch.start(Reader::new, depth);
      }
      return batches.next(batch);
    }

    @Override
    public void skip(int count, Batch batch) throws IOException {
      if (batches == null) {
        next = (int) Math.min(positions.length, next + (long) count * batchSize);
      } else {
        batches.skip(count, batch);
      }
    }

    @Override
    public void close() throws IOException {
      if (batches == null) {
        next = positions.length;
      } else {
        batches.close();
      }
    }

    private final class Reader implements SampleBatches {
      private final BooleanSupplier closed;

      private Reader(BooleanSupplier closed) {
        this.closed = closed;
      }

      @Override
      public List<Sample> nextBatch() throws IOException {
        List<Sample> samples = new ArrayList<>();
        while (samples.size() < batchSize && next < positions.length) {
          if (closed.getAsBoolean()) {
            throw new InterruptedIOException("the pass over the samples is closed");
          }
          int position = positions[next++];
          try {
            samples.add(sample(position));
          } catch (RuntimeException failure) {
            throw new IOException(
                "sample %d: %s".formatted(position, failure.getMessage()), failure);
          }
        }
        return samples;
      }

      @Override
      public void close() {}
    }
  }
}

package dev.cortado.data;

import java.io.IOException;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Samples of any source, which need not fit into memory: each pass opens it anew, and reads batches
 * ahead on a thread of its own.
 *
 * <pre>{@code
 * StreamSamples.of(() -> Csv.rows(file, format).map(features::sample)).shuffle(10_000)
 * }</pre>
 *
 * <p>Samples are copied as they are read, so a source may use its arrays again, and the rows of a
 * batch stay as they are even after the next one. What a source throws reaches {@code fit} or
 * {@code evaluate} as an {@link IOException} that names the sample. Rows have the lengths of those
 * of the first sample, and finite values.
 */
public final class StreamSamples implements Dataset {
  private static final int DEPTH = 2;

  private final Source source;
  private final OptionalInt size;
  private final int buffer;
  private final int depth;

  /** Opens a source. */
  @FunctionalInterface
  public interface Source {
    /** All samples from the first one on. The stream is closed at the end of the pass. */
    Stream<Sample> open() throws IOException;
  }

  private StreamSamples(Source source, OptionalInt size, int buffer, int depth) {
    if (buffer < 1 || depth < 1 || size.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "a stream of samples has a size of at least 0, a buffer of at least 1 sample and reads at least 1 batch ahead, not %s, %d and %d"
              .formatted(size, buffer, depth));
    }
    this.source = source;
    this.size = size;
    this.buffer = buffer;
    this.depth = depth;
  }

  /** Samples of a stream that is opened for each pass. */
  public static StreamSamples of(Source source) {
    return new StreamSamples(source, OptionalInt.empty(), 1, DEPTH);
  }

  /** Samples of an iterator that is made for each pass. */
  public static StreamSamples ofIterators(Supplier<? extends Iterator<Sample>> iterators) {
    return of(
        () ->
            StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterators.get(), Spliterator.ORDERED), false));
  }

  /** This with the number of samples, which lets progress be shown; another number is an error. */
  public StreamSamples size(int samples) {
    return new StreamSamples(source, OptionalInt.of(samples), buffer, depth);
  }

  /**
   * This in a random order, as far as that goes: each sample is drawn from so many that are held in
   * memory. The draws depend on the order of the pass, so that {@code fit} has another one each
   * epoch, the same for the same seed of the network, and {@code evaluate} takes samples as they
   * come.
   */
  public StreamSamples shuffle(int samples) {
    return new StreamSamples(source, size, samples, depth);
  }

  /** This with so many batches read ahead, 2 unless given. */
  public StreamSamples prefetch(int batches) {
    return new StreamSamples(source, size, buffer, batches);
  }

  @Override
  public OptionalInt size() {
    return size;
  }

  @Override
  public Batches batches(int batchSize, Order order) {
    boolean shuffles = buffer > 1 && ShuffleBuffer.shuffles(order);
    int capacity = shuffles ? buffer : 1;
    long seed = shuffles ? ShuffleBuffer.seed(order) : 0;
    return Prefetch.start(
        closed ->
            new ShuffleBuffer(
                new SampleReader(source.open(), size, closed), capacity, seed, batchSize),
        depth);
  }
}

package dev.cortado.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One pass over samples as they come: each is checked and copied, so that it stays as it is. */
final class SampleReader implements AutoCloseable {
  private final Stream<Sample> stream;
  private final Iterator<Sample> samples;
  private final OptionalInt size;
  private final BooleanSupplier closed;
  private int count;
  private Sample first;

  /**
   * @param stream what is read, and closed at the end
   * @param size how many samples there are, where it is known
   * @param closed whether nobody wants more samples
   */
  SampleReader(Stream<Sample> stream, OptionalInt size, BooleanSupplier closed) {
    this.stream = stream;
    this.samples = stream.iterator();
    this.size = size;
    this.closed = closed;
  }

  /**
   * The next sample; empty after the last one.
   *
   * @throws IOException where it cannot be read or does not fit; the message gives its number from
   *     0
   */
  Optional<Sample> next() throws IOException {
    if (closed.getAsBoolean()) {
      throw new InterruptedIOException("the pass over the samples is closed");
    }
    try {
      if (!samples.hasNext()) {
        requireSize(size.isPresent() && count < size.getAsInt());
        return Optional.empty();
      }
      requireSize(size.isPresent() && count == size.getAsInt());
      Sample sample = samples.next().copy();
      first = first == null ? sample : first;
      requireRows("input", sample.inputs(), first.inputs());
      requireRows("target", sample.targets(), first.targets());
      count++;
      return Optional.of(sample);
    } catch (RuntimeException failure) {
      throw new IOException("sample %d: %s".formatted(count, failure.getMessage()), failure);
    }
  }

  private void requireSize(boolean wrong) {
    if (wrong) {
      throw new IllegalStateException(
          "the stream has %s samples, but its size was given as %d"
              .formatted(count < size.getAsInt() ? "only " + count : "more", size.getAsInt()));
    }
  }

  private static void requireRows(String what, List<float[]> rows, List<float[]> expected) {
    if (rows.size() != expected.size()) {
      throw new IllegalArgumentException(
          "it has %d %ss, but sample 0 has %d".formatted(rows.size(), what, expected.size()));
    }
    for (int i = 0; i < rows.size(); i++) {
      float[] row = rows.get(i);
      if (row.length != expected.get(i).length) {
        throw new IllegalArgumentException(
            "its %s %d has %d values, but that of sample 0 has %d"
                .formatted(what, i, row.length, expected.get(i).length));
      }
      for (int j = 0; j < row.length; j++) {
        if (!Float.isFinite(row[j])) {
          throw new IllegalArgumentException(
              "value %d of its %s %d is %s".formatted(j, what, i, row[j]));
        }
      }
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}

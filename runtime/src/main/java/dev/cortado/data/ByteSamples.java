package dev.cortado.data;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Samples in memory whose inputs are bytes, such as the pixels of pictures, each with a class: a
 * quarter of what {@link Samples} take. A batch's bytes become numbers from 0 to 1, {@code byte /
 * 255}, in rows that the pass uses again for the next batch.
 *
 * <pre>{@code
 * ByteSamples all = Idx.samples(images, labels);
 * trainer.fit(all.slice(0, 54_000), Fit.epochs(10).validationData(all.slice(54_000, 60_000)));
 * }</pre>
 *
 * <p>Targets are indices of classes, for sparse categorical cross-entropy. Immutable.
 */
public final class ByteSamples implements Dataset {
  private static final float[] NUMBERS = new float[256];

  static {
    for (int i = 0; i < NUMBERS.length; i++) {
      NUMBERS[i] = i / 255f;
    }
  }

  private final byte[] bytes;
  private final int size;
  private final int[] labels;
  private final int from;
  private final int to;

  private ByteSamples(byte[] bytes, int size, int[] labels, int from, int to) {
    this.bytes = bytes;
    this.size = size;
    this.labels = labels;
    this.from = from;
    this.to = to;
  }

  /**
   * Samples of bytes.
   *
   * @param bytes the inputs, one after the other, each byte from 0 to 255; not copied
   * @param size how many bytes an input has, at least 1
   * @param labels the class of each sample; not copied
   * @throws IllegalArgumentException where there are not as many bytes as all inputs have
   */
  public static ByteSamples of(byte[] bytes, int size, int[] labels) {
    if (size < 1 || bytes.length != (long) size * labels.length) {
      throw new IllegalArgumentException(
          "%d samples of %d bytes do not take %d bytes; give as many for each sample"
              .formatted(labels.length, size, bytes.length));
    }
    return new ByteSamples(bytes, size, labels, 0, labels.length);
  }

  @Override
  public OptionalInt size() {
    return OptionalInt.of(count());
  }

  /** The number of samples. */
  public int count() {
    return to - from;
  }

  /** A sample's class. */
  public int label(int sample) {
    return labels[from + Objects.checkIndex(sample, count())];
  }

  /** A sample's input, in a fresh array. */
  public float[] input(int sample) {
    float[] row = new float[size];
    write(from + Objects.checkIndex(sample, count()), row);
    return row;
  }

  /**
   * The samples from one index up to, but without, another; they share the bytes.
   *
   * @throws IndexOutOfBoundsException where there are not so many samples
   */
  public ByteSamples slice(int first, int end) {
    Objects.checkFromToIndex(first, end, count());
    return new ByteSamples(bytes, size, labels, from + first, from + end);
  }

  @Override
  public Batches batches(int batchSize, Order order) {
    return new Pass(order.indices(count()), Math.min(batchSize, Math.max(count(), 1)));
  }

  private void write(int sample, float[] row) {
    int at = sample * size;
    for (int i = 0; i < size; i++) {
      row[i] = NUMBERS[Byte.toUnsignedInt(bytes[at + i])];
    }
  }

  private final class Pass implements Batches {
    private final int[] indices;
    private final float[][] inputs;
    private final float[][] targets;
    private int next;

    private Pass(int[] indices, int batchSize) {
      this.indices = indices;
      inputs = new float[batchSize][size];
      targets = new float[batchSize][1];
    }

    @Override
    public boolean next(Batch batch) {
      int samples = Math.min(inputs.length, indices.length - next);
      batch.samples(samples);
      for (int s = 0; s < samples; s++) {
        int sample = from + indices[next + s];
        write(sample, inputs[s]);
        targets[s][0] = labels[sample];
        batch.input(0)[s] = inputs[s];
        batch.target(0)[s] = targets[s];
        batch.weights()[s] = 1;
      }
      next += samples;
      return samples > 0;
    }

    @Override
    public void skip(int count, Batch batch) {
      next = (int) Math.min(indices.length, next + (long) count * inputs.length);
    }
  }
}

package dev.cortado.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads idx files of bytes, the format of MNIST, plain or gzipped. Reading takes as much memory as
 * the file unpacked, twice while it is read, besides what is returned; as floats, rows take four
 * times as much as in the file, and {@link ByteSamples} keep the bytes.
 */
public final class Idx {
  private static final int UNSIGNED_BYTE = 8;
  private static final int MOST_VALUES_AN_ITEM = 1 << 26;

  private Idx() {}

  /**
   * The items of a file along its first axis, one row each: for images one value from 0 to 255 a
   * pixel.
   *
   * @throws IOException where the file cannot be read, is no idx file of bytes, holds fewer or more
   *     bytes than its sizes say or more than 2 Gi of them, is damaged, or would unpack to more
   *     than 16 MiB and 100 times its own size; the message names it
   */
  public static float[][] rows(Path file) throws IOException {
    return rows(Files.newInputStream(file), file.toString());
  }

  /**
   * The items of a stream, as {@link #rows(Path)}. It is closed.
   *
   * @param name what messages call it
   */
  public static float[][] rows(InputStream stream, String name) throws IOException {
    return read(stream, name, Items::rows);
  }

  /** The labels of a file: one whole number from 0 to 255 an item. */
  public static int[] labels(Path file) throws IOException {
    return labels(Files.newInputStream(file), file.toString());
  }

  /** The labels of a stream. It is closed. */
  public static int[] labels(InputStream stream, String name) throws IOException {
    return read(stream, name, Items::labels);
  }

  /**
   * Pictures and their classes, which stay bytes.
   *
   * @param images the pictures
   * @param labels as many labels, with one byte each
   * @throws IOException as {@link #rows(Path)} does, and where there are not as many labels
   */
  public static ByteSamples samples(Path images, Path labels) throws IOException {
    try (InputStream imageStream = Files.newInputStream(images);
        InputStream labelStream = Files.newInputStream(labels)) {
      return samples(imageStream, labelStream, "%s with %s".formatted(images, labels));
    }
  }

  /**
   * Pictures and their classes of streams, as {@link #samples(Path, Path)}. They are closed.
   *
   * @param name what messages call them
   */
  public static ByteSamples samples(InputStream images, InputStream labels, String name)
      throws IOException {
    Items items = read(images, name, Items::itself);
    int[] classes = labels(labels, name);
    if (classes.length != items.count) {
      throw new IOException(
          "%s: there are %d pictures, but %d labels".formatted(name, items.count, classes.length));
    }
    return ByteSamples.of(items.bytes, items.size, classes);
  }

  /** What comes after the sizes: so many items of so many bytes. */
  private static final class Items {
    private final int count;
    private final int size;
    private final byte[] bytes;

    Items(int count, int size, byte[] bytes) {
      this.count = count;
      this.size = size;
      this.bytes = bytes;
    }

    Items itself() {
      return this;
    }

    float[][] rows() {
      float[][] rows = new float[count][size];
      int at = 0;
      for (float[] row : rows) {
        for (int i = 0; i < size; i++) {
          row[i] = Byte.toUnsignedInt(bytes[at++]);
        }
      }
      return rows;
    }

    int[] labels() throws IOException {
      if (size != 1) {
        throw new IOException("it holds %d values an item, not one label".formatted(size));
      }
      int[] labels = new int[count];
      for (int i = 0; i < count; i++) {
        labels[i] = Byte.toUnsignedInt(bytes[i]);
      }
      return labels;
    }
  }

  /** Makes something of the items. */
  @FunctionalInterface
  private interface Use<T> {
    T of(Items items) throws IOException;
  }

  private static <T> T read(InputStream stream, String name, Use<T> use) throws IOException {
    try (stream;
        InputStream in = Gunzip.of(stream)) {
      ByteBuffer start = next(in, Integer.BYTES, "its first number");
      int zero = start.getShort();
      int type = Byte.toUnsignedInt(start.get());
      int axes = Byte.toUnsignedInt(start.get());
      if (zero != 0 || type != UNSIGNED_BYTE || axes == 0) {
        throw new IOException(
            "it is no idx file of unsigned bytes: it begins with %d, type %d and %d axes"
                .formatted(zero, type, axes));
      }
      ByteBuffer lengths = next(in, axes * Integer.BYTES, "its sizes");
      int count = lengths.getInt();
      if (count < 0) {
        throw new IOException("it has a negative number of items: " + count);
      }
      int size = size(lengths);
      if ((long) count * size > Integer.MAX_VALUE) {
        throw new IOException(
            "it has %d items of %d values, but at most %d values can be read"
                .formatted(count, size, Integer.MAX_VALUE));
      }
      Items items = new Items(count, size, next(in, count * size, "its items").array());
      if (in.read() >= 0) {
        throw new IOException("there are more bytes after its %d items".formatted(count));
      }
      return use.of(items);
    } catch (IOException failure) {
      throw new IOException(name + ": " + failure.getMessage(), failure);
    }
  }

  private static int size(ByteBuffer lengths) throws IOException {
    long size = 1;
    for (int axis = 1; lengths.hasRemaining(); axis++) {
      int length = lengths.getInt();
      size *= length;
      if (length < 1 || size > MOST_VALUES_AN_ITEM) {
        throw new IOException(
            "it has a length of %d along axis %d, but an item has from 1 to %d values"
                .formatted(length, axis, MOST_VALUES_AN_ITEM));
      }
    }
    return (int) size;
  }

  /** The next bytes, for which memory is taken as they are read. */
  private static ByteBuffer next(InputStream in, int count, String what) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new IOException(
          "it ends early: %s should have %d bytes, but there are %d"
              .formatted(what, count, bytes.length));
    }
    return ByteBuffer.wrap(bytes);
  }
}

package dev.cortado.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads idx files of bytes, the format of MNIST, plain or gzipped. */
public final class Idx {
  private static final int UNSIGNED_BYTE = 8;
  private static final int MOST_VALUES_AN_ITEM = 1 << 26;

  private Idx() {}

  /**
   * The items of a file along its first axis, one row each: for images one value from 0 to 255 a
   * pixel.
   *
   * @throws IOException where the file cannot be read, is no idx file of bytes, holds fewer or more
   *     bytes than its sizes say, is damaged, or would unpack to more than 16 MiB and 100 times its
   *     own size; the message names it
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
    return read(stream, name, Idx::rows);
  }

  /** The labels of a file: one whole number from 0 to 255 an item. */
  public static int[] labels(Path file) throws IOException {
    return labels(Files.newInputStream(file), file.toString());
  }

  /** The labels of a stream. It is closed. */
  public static int[] labels(InputStream stream, String name) throws IOException {
    return read(stream, name, Idx::labels);
  }

  /** Reads what comes after the sizes. */
  @FunctionalInterface
  private interface Items<T> {
    T read(InputStream in, int count, int size) throws IOException;
  }

  private static <T> T read(InputStream stream, String name, Items<T> items) throws IOException {
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
      T read = items.read(in, count, size(lengths));
      if (in.read() >= 0) {
        throw new IOException("there are more bytes after its %d items".formatted(count));
      }
      return read;
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

  private static float[][] rows(InputStream in, int count, int size) throws IOException {
    // Rows are added as they are read: the count of a damaged file cannot make it allocate
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ByteBuffer bytes = next(in, size, "an item");
      float[] row = new float[size];
      for (int j = 0; j < size; j++) {
        row[j] = Byte.toUnsignedInt(bytes.get(j));
      }
      rows.add(row);
    }
    return rows.toArray(float[][]::new);
  }

  private static int[] labels(InputStream in, int count, int size) throws IOException {
    if (size != 1) {
      throw new IOException("it holds %d values an item, not one label".formatted(size));
    }
    ByteBuffer bytes = next(in, count, "its labels");
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = Byte.toUnsignedInt(bytes.get(i));
    }
    return labels;
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

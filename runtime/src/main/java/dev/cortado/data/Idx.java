package dev.cortado.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads idx files of bytes, the format of MNIST, plain or gzipped. */
public final class Idx {
  private static final int UNSIGNED_BYTE = 8;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int MOST_VALUES_A_ROW = 1 << 26;

  private Idx() {}

  /**
   * The items of a file along its first axis, one row each: for images one value from 0 to 255 a
   * pixel.
   *
   * @throws IOException where the file cannot be read, ends early or is no idx file of bytes
   */
  public static float[][] rows(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return rows(in, file.toString());
    }
  }

  /**
   * The items of a stream, as {@link #rows(Path)}.
   *
   * @param name what messages call it
   */
  public static float[][] rows(InputStream stream, String name) throws IOException {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(unzipped(stream)))) {
      int zero = in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int axes = in.readUnsignedByte();
      if (zero != 0 || type != UNSIGNED_BYTE || axes == 0) {
        throw new IOException(
            "%s is no idx file of unsigned bytes: it begins with %d, type %d and %d axes"
                .formatted(name, zero, type, axes));
      }
      int count = in.readInt();
      long size = 1;
      for (int axis = 1; axis < axes; axis++) {
        int length = in.readInt();
        size *= length;
        if (length < 1 || size > MOST_VALUES_A_ROW) {
          throw new IOException(
              "%s has a length of %d along axis %d".formatted(name, length, axis));
        }
      }
      return rows(in, name, count, (int) size);
    } catch (EOFException e) {
      throw new IOException(name + " ends early", e);
    }
  }

  /** The labels of a file: one whole number from 0 to 255 an item. */
  public static int[] labels(Path file) throws IOException {
    return labels(rows(file), file.toString());
  }

  /** The labels of a stream. */
  public static int[] labels(InputStream stream, String name) throws IOException {
    return labels(rows(stream, name), name);
  }

  private static int[] labels(float[][] rows, String name) throws IOException {
    int[] labels = new int[rows.length];
    for (int i = 0; i < labels.length; i++) {
      if (rows[i].length != 1) {
        throw new IOException(
            "%s holds %d values an item, not one label".formatted(name, rows[i].length));
      }
      labels[i] = (int) rows[i][0];
    }
    return labels;
  }

  private static float[][] rows(DataInputStream in, String name, int count, int size)
      throws IOException {
    if (count < 0) {
      throw new IOException("%s has a negative number of items: %d".formatted(name, count));
    }
    // Rows are added as they are read: the count of a damaged file cannot make it allocate.
    List<float[]> rows = new ArrayList<>();
    byte[] bytes = new byte[size];
    for (int i = 0; i < count; i++) {
      in.readFully(bytes);
      float[] row = new float[size];
      for (int j = 0; j < size; j++) {
        row[j] = bytes[j] & 0xff;
      }
      rows.add(row);
    }
    return rows.toArray(float[][]::new);
  }

  private static InputStream unzipped(InputStream stream) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stream);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in) : in;
  }
}

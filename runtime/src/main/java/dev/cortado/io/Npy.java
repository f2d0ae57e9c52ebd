package dev.cortado.io;

import dev.cortado.io.Safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * NumPy's format of one array (numpy.org/doc/stable/reference/generated/numpy.lib.format.html), of
 * the versions 1 to 3, in C's and in Fortran's order. Floats of 2, 4 and 8 bytes, whole numbers and
 * truth values become floats, the nearest ones where none are equal.
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int VERSION_BYTES = 2;
  private static final int MAX_HEADER_BYTES = 1 << 16;

  /** What the beginning of the numbers is a multiple of, so that they can be mapped to memory. */
  private static final int ALIGNMENT = 64;

  private Npy() {}

  /**
   * Reads a file: its values row by row, whatever their order in the file. Reading takes no more
   * memory than the floats and a buffer.
   *
   * @throws IOException where the file cannot be read, is no such file, is damaged, or holds
   *     anything but numbers; the message names the file, and the place or what is not read
   */
  public static Tensor read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(ByteSource.of(channel), file.toString());
    }
  }

  /**
   * Reads a stream, for example of a resource, as {@link #read(Path)} reads a file. It is read into
   * memory as a whole, beside the floats, and closed.
   *
   * @param name what messages call it
   */
  public static Tensor read(InputStream stream, String name) throws IOException {
    try (stream) {
      return read(ByteSource.of(stream), name);
    }
  }

  /** Writes a file of floats of 4 bytes, in place of one that is there, whole or not at all. */
  public static void write(Path file, Tensor array) throws IOException {
    AtomicFile.write(file, channel -> write(Channels.newOutputStream(channel), array));
  }

  private static Tensor read(ByteSource source, String name) throws IOException {
    try {
      return read(source);
    } catch (IOException failure) {
      throw new IOException(name + ": " + failure.getMessage(), failure);
    }
  }

  /** Reads an array that takes all bytes of its source. */
  static Tensor read(ByteSource source) throws IOException {
    NpyHeader header = NpyHeader.parse(header(source));
    long bytes = (long) header.count() * header.type().size();
    if (bytes != source.remaining()) {
      throw new IOException(
          "shape %s of '%s' takes %d bytes, but %d come after the header"
              .formatted(header.shape(), header.type().code(), bytes, source.remaining()));
    }
    return new Tensor(
        header.shape(),
        source.floats(header.count(), header.type(), header.order(), header.place()));
  }

  private static String header(ByteSource source) throws IOException {
    int start = MAGIC.length + VERSION_BYTES;
    if (source.remaining() < start + Short.BYTES) {
      throw new IOException(
          "it has %d bytes, fewer than the beginning of a NumPy array"
              .formatted(source.remaining()));
    }
    ByteBuffer beginning = source.next(start);
    if (!beginning.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new IOException("it is no NumPy array: it does not begin with \\x93NUMPY");
    }
    int major = beginning.get(MAGIC.length);
    int minor = beginning.get(MAGIC.length + 1);
    if (major < 1 || major > 3 || minor != 0) {
      throw new IOException(
          "it has version %d.%d of the format, but only 1.0, 2.0 and 3.0 can be read"
              .formatted(major, minor));
    }
    long length = length(source, major);
    if (length > MAX_HEADER_BYTES || length > source.remaining()) {
      throw new IOException(
          "its header should have %d bytes, but %d are left, and at most %d allowed"
              .formatted(length, source.remaining(), MAX_HEADER_BYTES));
    }
    // All that can be read is ASCII, in which the versions' encodings agree
    return StandardCharsets.ISO_8859_1.decode(source.next((int) length)).toString();
  }

  private static long length(ByteSource source, int major) throws IOException {
    if (major == 1) {
      return Short.toUnsignedLong(source.next(Short.BYTES).getShort());
    }
    if (source.remaining() < Integer.BYTES) {
      throw new IOException("it ends within the length of its header");
    }
    return Integer.toUnsignedLong(source.next(Integer.BYTES).getInt());
  }

  /** Writes an array. */
  static void write(OutputStream out, Tensor array) throws IOException {
    String header = NpyHeader.write(array.shape());
    int start = MAGIC.length + VERSION_BYTES + Short.BYTES;
    int padding = -(start + header.length() + 1) & (ALIGNMENT - 1);
    ByteBuffer beginning =
        ByteBuffer.allocate(start + header.length() + padding + 1).order(ByteOrder.LITTLE_ENDIAN);
    beginning.put(MAGIC).put((byte) 1).put((byte) 0);
    beginning.putShort((short) (header.length() + padding + 1));
    beginning.put((header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
    out.write(beginning.array());
    ByteBuffer buffer = ByteBuffer.allocate(1 << 13).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : array.values()) {
      if (!buffer.hasRemaining()) {
        out.write(buffer.array());
        buffer.clear();
      }
      buffer.putFloat(value);
    }
    out.write(buffer.array(), 0, buffer.position());
  }
}

package dev.cortado.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.function.IntUnaryOperator;

/** Bytes of a known number, which are read once and in order. */
final class ByteSource {
  /** A multiple of every format's size, so that no value is cut. */
  private static final int BUFFER_BYTES = 1 << 16;

  private final ReadableByteChannel channel;
  private long remaining;

  private ByteSource(ReadableByteChannel channel, long length) {
    this.channel = channel;
    this.remaining = length;
  }

  /** The bytes of a file. */
  static ByteSource of(FileChannel file) throws IOException {
    return new ByteSource(file, file.size());
  }

  /** All bytes of a stream, which is read into memory. */
  static ByteSource of(InputStream stream) throws IOException {
    byte[] bytes = stream.readAllBytes();
    return new ByteSource(new BufferChannel(ByteBuffer.wrap(bytes)), bytes.length);
  }

  /** As many bytes of a stream, which has them as far as is known. */
  static ByteSource of(InputStream stream, long length) {
    return new ByteSource(Channels.newChannel(stream), length);
  }

  /** How many bytes are left. */
  long remaining() {
    return remaining;
  }

  /**
   * The next bytes, in a fresh buffer, little-endian.
   *
   * @param count how many, at most those that are left: the caller checks it before
   */
  ByteBuffer next(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    fill(bytes);
    return bytes;
  }

  /** The next values, in a fresh array. */
  float[] floats(int count, ValueFormat format, ByteOrder order) throws IOException {
    return floats(count, format, order, IntUnaryOperator.identity());
  }

  /**
   * The next values, in a fresh array.
   *
   * @param count how many, at most as many as bytes are left: the caller checks it before
   * @param place from a value's position in the source to its index in the array
   */
  float[] floats(int count, ValueFormat format, ByteOrder order, IntUnaryOperator place)
      throws IOException {
    float[] values = new float[count];
    int perBuffer = Math.min(BUFFER_BYTES / format.size(), count);
    ByteBuffer buffer = ByteBuffer.allocate(perBuffer * format.size()).order(order);
    for (int done = 0; done < count; ) {
      int next = Math.min(perBuffer, count - done);
      fill(buffer.clear().limit(next * format.size()));
      for (int i = 0; i < next; i++) {
        values[place.applyAsInt(done + i)] = format.get(buffer);
      }
      done += next;
    }
    return values;
  }

  private void fill(ByteBuffer bytes) throws IOException {
    remaining -= bytes.remaining();
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    bytes.flip();
  }

  /** Bytes in memory as a channel; {@link Channels#newChannel} would copy them through a buffer. */
  private record BufferChannel(ByteBuffer bytes) implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer into) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      int count = Math.min(bytes.remaining(), into.remaining());
      into.put(into.position(), bytes, bytes.position(), count);
      into.position(into.position() + count);
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}

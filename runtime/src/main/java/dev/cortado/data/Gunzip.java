package dev.cortado.data;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The content of a stream that may be gzipped. */
final class Gunzip {
  private static final int MAGIC = 0x1f8b;

  private Gunzip() {}

  /**
   * Unpacks a stream where it begins like a gzipped one. Reading fails where it unpacks to more
   * than 16 MiB and 100 times as much as was read of it.
   */
  static InputStream of(InputStream stream) throws IOException {
    Counter packed = new Counter(stream);
    BufferedInputStream in = new BufferedInputStream(packed);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == MAGIC ? new Limit(new GZIPInputStream(in), packed) : in;
  }

  /** Counts what is read. */
  private static class Counter extends FilterInputStream {
    private long count;

    Counter(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = in.read(bytes, from, length);
      count += Math.max(read, 0);
      return read;
    }
  }

  /** Ends where much is unpacked of little. */
  private static final class Limit extends Counter {
    private static final long SMALL = 1 << 24;
    private static final int GREATEST_RATIO = 100;

    private final Counter packed;

    Limit(InputStream in, Counter packed) {
      super(in);
      this.packed = packed;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      if (super.count > Math.max(SMALL, GREATEST_RATIO * packed.count)) {
        throw new IOException(
            "its first %d bytes unpack to %d or more, more than %d times as many, as if made to fill the memory; unpack it yourself"
                .formatted(packed.count, super.count, GREATEST_RATIO));
      }
      return read;
    }
  }
}

package dev.cortado.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip archive in memory. Nothing that it says is believed: {@link ZipDirectory} checks where its
 * entries are, and each is unpacked once, to nowhere, to see that it has the length and the
 * checksum that the directory says, before memory is taken for it.
 */
final class ZipArchive {
  /** Archives may unpack to that much whatever their own size. */
  private static final long SMALL = 1 << 24;

  /** Greater ones may unpack to that many times their own size. */
  private static final int GREATEST_RATIO = 100;

  private static final int BUFFER_BYTES = 1 << 13;

  private final byte[] bytes;
  private final List<ZipDirectory.Entry> entries;

  /**
   * Reads the directory of an archive.
   *
   * @throws IOException where it is malformed, or would unpack to much more than its own size
   */
  ZipArchive(byte[] bytes) throws IOException {
    this.bytes = bytes;
    this.entries = ZipDirectory.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    long unpacked = entries.stream().mapToLong(ZipDirectory.Entry::size).sum();
    if (unpacked > Math.max(SMALL, (long) bytes.length * GREATEST_RATIO)) {
      throw new IOException(
          "its %d bytes unpack to %d, more than %d times as many, as if made to fill the memory; save it without compression"
              .formatted(bytes.length, unpacked, GREATEST_RATIO));
    }
  }

  /** The entries, in the directory's order. */
  List<ZipDirectory.Entry> entries() {
    return entries;
  }

  /** Reads an entry's content. */
  @FunctionalInterface
  interface Reader<T> {
    /** Reads the content, whose length is known. */
    T read(ByteSource content) throws IOException;
  }

  /**
   * Reads an entry.
   *
   * @throws IOException where its content is not what the directory says
   */
  <T> T read(ZipDirectory.Entry entry, Reader<T> reader) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      require(entry, inflater);
      inflater.reset();
      InputStream packed = new ByteArrayInputStream(bytes, entry.content(), entry.packed());
      InputStream content =
          entry.deflated() ? new InflaterInputStream(packed, inflater, BUFFER_BYTES) : packed;
      return reader.read(ByteSource.of(content, entry.size()));
    } finally {
      inflater.end();
    }
  }

  private void require(ZipDirectory.Entry entry, Inflater inflater) throws IOException {
    CRC32 checksum = new CRC32();
    long size = entry.size();
    if (entry.deflated()) {
      inflater.setInput(bytes, entry.content(), entry.packed());
      size = unpack(entry, inflater, checksum);
    } else {
      checksum.update(bytes, entry.content(), entry.packed());
    }
    if (size != entry.size() || (int) checksum.getValue() != entry.checksum()) {
      throw new IOException(
          "its content has %d bytes and the checksum %08x, but the directory says %d and %08x"
              .formatted(size, checksum.getValue(), entry.size(), entry.checksum()));
    }
  }

  /** How many bytes an entry has; counting ends where they are too many. */
  private static long unpack(ZipDirectory.Entry entry, Inflater inflater, CRC32 checksum)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      while (!inflater.finished() && inflater.getBytesWritten() <= entry.size()) {
        int count = inflater.inflate(buffer);
        checksum.update(buffer, 0, count);
        if (count == 0 && !inflater.finished()) {
          throw new IOException("its packed content ends early");
        }
      }
    } catch (DataFormatException malformed) {
      throw new IOException("its packed content is damaged: " + malformed.getMessage(), malformed);
    }
    if (inflater.finished() && inflater.getRemaining() > 0) {
      throw new IOException(
          "%d bytes come after its packed content".formatted(inflater.getRemaining()));
    }
    return inflater.getBytesWritten();
  }
}

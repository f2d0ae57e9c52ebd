package dev.cortado.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The directory at the end of a zip archive (PKWARE's APPNOTE.TXT), without encryption, several
 * disks and zip64. Entries that overlap or leave the archive are refused, and those whose name or
 * packing is not what stands before their content.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int ENCRYPTED = 1;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final ByteBuffer bytes;

  private ZipDirectory(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * What the directory says of an entry.
   *
   * @param name its name
   * @param header where its local header begins
   * @param content its first packed byte
   * @param packed the number of packed bytes
   * @param size the number of bytes of its content
   * @param deflated whether it is packed at all
   * @param checksum the CRC-32 of its content
   */
  record Entry(
      String name, int header, int content, int packed, int size, boolean deflated, int checksum) {
    private int end() {
      return content + packed;
    }
  }

  /**
   * The entries of an archive, in the directory's order.
   *
   * @param archive all bytes of it, little-endian
   */
  static List<Entry> read(ByteBuffer archive) throws IOException {
    return new ZipDirectory(archive).entries();
  }

  private List<Entry> entries() throws IOException {
    int end = end();
    int count = unsigned(end + 10);
    long directoryBytes = Integer.toUnsignedLong(bytes.getInt(end + 12));
    long directory = Integer.toUnsignedLong(bytes.getInt(end + 16));
    boolean oneDisk = bytes.getInt(end + 4) == 0 && unsigned(end + 8) == count;
    if (!oneDisk || directory + directoryBytes != end) {
      throw new IOException(
          "the directory of the zip archive should have %d bytes from byte %d on one disk, but its end is at byte %d; zip64 is not read"
              .formatted(directoryBytes, directory, end));
    }
    List<Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int at = (int) directory;
    for (int i = 0; i < count; i++) {
      if (end - at < CENTRAL_BYTES || bytes.getInt(at) != CENTRAL) {
        throw new IOException(
            "the directory of the zip archive has no entry %d of %d at byte %d"
                .formatted(i + 1, count, at));
      }
      int next = at + CENTRAL_BYTES + unsigned(at + 28) + unsigned(at + 30) + unsigned(at + 32);
      if (next > end) {
        throw new IOException("entry %d of the zip archive ends after its directory".formatted(i));
      }
      Entry entry = entry(at, (int) directory);
      if (!names.add(entry.name())) {
        throw failure(entry.name(), "it occurs twice");
      }
      entries.add(entry);
      at = next;
    }
    if (at != end) {
      throw new IOException(
          "the directory of the zip archive ends at byte %d, but its %d entries at byte %d"
              .formatted(end, count, at));
    }
    requireApart(entries);
    return entries;
  }

  /** Where the record begins that ends the archive, with a comment that nothing comes after. */
  private int end() throws IOException {
    int last = bytes.limit() - END_BYTES;
    for (int at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
      if (bytes.getInt(at) == END && unsigned(at + 20) == last - at) {
        return at;
      }
    }
    throw new IOException("it is no zip archive, or its end is missing");
  }

  private Entry entry(int at, int directory) throws IOException {
    String name = name(at + CENTRAL_BYTES, unsigned(at + 28));
    int method = unsigned(at + 10);
    if ((unsigned(at + 8) & ENCRYPTED) != 0 || (method != STORED && method != DEFLATED)) {
      throw failure(name, "it is encrypted, or packed other than by deflate");
    }
    long packed = Integer.toUnsignedLong(bytes.getInt(at + 20));
    long size = Integer.toUnsignedLong(bytes.getInt(at + 24));
    long header = Integer.toUnsignedLong(bytes.getInt(at + 42));
    if (header > directory - LOCAL_BYTES || bytes.getInt((int) header) != LOCAL) {
      throw failure(name, "there is no entry at byte %d".formatted(header));
    }
    int local = (int) header;
    long content = header + LOCAL_BYTES + unsigned(local + 26) + unsigned(local + 28);
    if (content + packed > directory || size > Shapes.MAX_VALUES) {
      throw failure(
          name,
          "its %d bytes, unpacked %d, from byte %d on do not fit into the archive"
              .formatted(packed, size, content));
    }
    ByteBuffer localName = bytes.slice(local + LOCAL_BYTES, unsigned(local + 26));
    if (!localName.equals(bytes.slice(at + CENTRAL_BYTES, unsigned(at + 28)))
        || unsigned(local + 8) != method
        || (method == STORED && size != packed)) {
      throw failure(name, "the directory says another name, packing or size than the entry");
    }
    return new Entry(
        name,
        local,
        (int) content,
        (int) packed,
        (int) size,
        method == DEFLATED,
        bytes.getInt(at + 16));
  }

  private String name(int at, int length) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(at, length)).toString();
    } catch (CharacterCodingException malformed) {
      throw new IOException(
          "a name at byte %d of the zip archive is not UTF-8".formatted(at), malformed);
    }
  }

  private static void requireApart(List<Entry> entries) throws IOException {
    int end = 0;
    for (Entry entry : entries.stream().sorted(Comparator.comparing(Entry::header)).toList()) {
      if (entry.header() < end) {
        throw failure(entry.name(), "it overlaps another entry");
      }
      end = entry.end();
    }
  }

  private int unsigned(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private static IOException failure(String entry, String what) {
    return new IOException("entry '%s': %s".formatted(Excerpt.of(entry), what));
  }
}

package dev.cortado.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes zip archives byte by byte, by the description of the format, and wrong ones. */
final class ZipFiles {
  private ZipFiles() {}

  /** An entry. */
  static final class Part {
    final byte[] name;
    final int flags;
    final int method;
    final int crc;
    final byte[] packed;
    final int size;

    /**
     * @param name the bytes of its name
     * @param flags its general purpose flags
     * @param method how it is packed: 0 or 8
     * @param crc the checksum of its content
     * @param packed its packed bytes
     * @param size the number of bytes of its content
     */
    Part(byte[] name, int flags, int method, int crc, byte[] packed, int size) {
      this.name = name;
      this.flags = flags;
      this.method = method;
      this.crc = crc;
      this.packed = packed;
      this.size = size;
    }

    Part withName(String other) {
      byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
      return new Part(bytes, flags, method, crc, packed, size);
    }

    Part withSize(int other) {
      return new Part(name, flags, method, crc, packed, other);
    }
  }

  /** An entry that is not packed. */
  static Part stored(String name, byte[] content) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return new Part(bytes, 0x0800, 0, crc(content), content, content.length);
  }

  /** An entry that is packed. */
  static Part deflated(String name, byte[] content) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return new Part(bytes, 0x0800, 8, crc(content), deflate(content), content.length);
  }

  static int crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 13];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return packed.toByteArray();
  }

  /** An archive of entries. */
  static byte[] zip(Part... parts) {
    ByteBuffer zip = ByteBuffer.allocate(size(parts)).order(ByteOrder.LITTLE_ENDIAN);
    int[] offsets = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      offsets[i] = zip.position();
      Part part = parts[i];
      zip.putInt(0x04034b50).putShort((short) 10);
      common(zip, part).put(part.name).put(part.packed);
    }
    int directory = zip.position();
    for (int i = 0; i < parts.length; i++) {
      central(zip, parts[i], offsets[i]);
    }
    return end(zip, parts.length, directory);
  }

  private static int size(Part... parts) {
    int size = 22;
    for (Part part : parts) {
      size += 30 + 46 + 2 * part.name.length + part.packed.length;
    }
    return size;
  }

  /** What the two headers of an entry have in common. */
  private static ByteBuffer common(ByteBuffer zip, Part part) {
    return zip.putShort((short) part.flags)
        .putShort((short) part.method)
        .putShort((short) 0) // midnight
        .putShort((short) 0x41) // the first of February 1980
        .putInt(part.crc)
        .putInt(part.packed.length)
        .putInt(part.size)
        .putShort((short) part.name.length)
        .putShort((short) 0);
  }

  /** Adds an entry of the directory. */
  static void central(ByteBuffer zip, Part part, int offset) {
    zip.putInt(0x02014b50).putShort((short) 10).putShort((short) 10);
    common(zip, part).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    zip.putInt(offset).put(part.name);
  }

  /** The whole archive, with its end. */
  static byte[] end(ByteBuffer zip, int count, int directory) {
    int length = zip.position() - directory;
    zip.putInt(0x06054b50).putInt(0).putShort((short) count).putShort((short) count);
    zip.putInt(length).putInt(directory).putShort((short) 0);
    byte[] bytes = new byte[zip.position()];
    zip.get(0, bytes);
    return bytes;
  }
}

package dev.cortado.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes NumPy files word for word, by the description of the format. */
final class NpyFiles {
  private NpyFiles() {}

  /** A file of a version with the given dictionary and data. */
  static byte[] file(int version, String dictionary, byte[] data) {
    int start = version == 1 ? 10 : 12;
    int padding = 64 - (start + dictionary.length() + 1) % 64;
    String header = dictionary + " ".repeat(padding) + "\n";
    ByteBuffer file =
        ByteBuffer.allocate(start + header.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) header.length());
    } else {
      file.putInt(header.length());
    }
    return file.put(header.getBytes(StandardCharsets.ISO_8859_1)).put(data).array();
  }

  /** As NumPy writes the dictionary. */
  static String dictionary(String descr, boolean fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
        .formatted(descr, fortran ? "True" : "False", shape);
  }

  /** So many bytes, 1, 2 and so on. */
  static byte[] counting(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i + 1);
    }
    return bytes;
  }
}

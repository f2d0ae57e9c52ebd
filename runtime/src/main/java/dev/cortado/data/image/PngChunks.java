package dev.cortado.data.image;

import dev.cortado.io.Excerpt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The pieces of a PNG file, each of which says how long it is: ImageIO takes memory for as much.
 */
final class PngChunks {
  private static final int SIGNATURE = 8;

  /** The length and the name before what a chunk holds, and the checksum after it. */
  private static final int AROUND = 12;

  private PngChunks() {}

  /**
   * Refuses a file that ends before its last chunk does.
   *
   * @throws IOException where it does so
   */
  static void check(byte[] file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    String name = "";
    for (int at = SIGNATURE; !name.equals("IEND"); ) {
      if (file.length - at < AROUND) {
        throw new IOException("it is cut off: it ends without IEND, its last chunk");
      }
      long length = Integer.toUnsignedLong(bytes.getInt(at));
      name = new String(file, at + Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
      if (length > file.length - at - AROUND) {
        throw new IOException(
            "it is cut off: its chunk '%s' should have %d bytes, but %d are left"
                .formatted(Excerpt.of(name), length, file.length - at - AROUND));
      }
      at += AROUND + (int) length;
    }
  }
}

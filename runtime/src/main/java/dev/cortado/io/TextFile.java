package dev.cortado.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of text in UTF-8. */
public final class TextFile {
  private TextFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException where it cannot be read, or is not UTF-8; the message names it
   */
  public static String read(Path file) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw new IOException(file + " is not UTF-8", malformed);
    }
  }

  /**
   * Writes a file, in place of one that is there, whole or not at all.
   *
   * @throws IllegalArgumentException where the text holds half a surrogate pair, which is not
   *     Unicode
   */
  public static void write(Path file, String text) throws IOException {
    ByteBuffer bytes;
    try {
      bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException notUnicode) {
      throw new IllegalArgumentException(
          "a text for %s holds half a surrogate pair, which is not Unicode; mend it"
              .formatted(file),
          notUnicode);
    }
    AtomicFile.write(
        file,
        channel -> {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }
}

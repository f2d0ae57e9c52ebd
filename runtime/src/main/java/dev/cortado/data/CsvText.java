package dev.cortado.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;

/**
 * The characters of a stream of bytes. Bytes that are none of the encoding are refused, with their
 * line, instead of replaced; a byte order mark at the beginning is left out.
 */
final class CsvText extends Reader {
  private static final int BUFFER_BYTES = 1 << 13;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final InputStream in;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private boolean ended;
  private boolean begun;
  private boolean carriageReturn;
  private long line = 1;

  CsvText(InputStream in, Charset charset) {
    this.in = in;
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] into, int from, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(into, from, length).slice();
    while (chars.position() == 0) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (!begun && chars.position() > 0) {
        begun = true;
        if (chars.get(0) == BYTE_ORDER_MARK) {
          chars.flip().position(1);
          chars.compact();
        }
      }
      if (chars.position() > 0) {
        break;
      }
      if (result.isError()) {
        throw malformed(result.length());
      }
      if (ended) {
        return -1;
      }
      fill();
    }
    check(into, from, chars.position());
    return chars.position();
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    bytes.position(bytes.position() + Math.max(count, 0)).flip();
    ended = count < 0;
  }

  private void check(char[] chars, int from, int count) throws IOException {
    for (int i = from; i < from + count; i++) {
      if (chars[i] == 0) {
        throw new IOException(
            "line %d holds the character NUL; is the file in another encoding, such as UTF-16? Name it with CsvFormat.charset"
                .formatted(line));
      }
      if (chars[i] == '\r' || (chars[i] == '\n' && !carriageReturn)) {
        line++;
      }
      carriageReturn = chars[i] == '\r';
    }
  }

  private IOException malformed(int length) {
    byte[] wrong = new byte[Math.min(length, bytes.remaining())];
    bytes.get(wrong);
    return new IOException(
        "line %d holds the bytes %s, which are not %s; name the file's encoding with CsvFormat.charset"
            .formatted(line, HexFormat.ofDelimiter(" ").formatHex(wrong), charset));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

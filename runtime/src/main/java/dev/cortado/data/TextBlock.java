package dev.cortado.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Some rows of texts, of equally many columns, with the lines at which they begin. All are in one
 * array of bytes, as thousands of small strings would take many times the file's size: each row is
 * the number of lines since the row before, or since the first one where a row's start is kept, and
 * then for each text its length and its bytes in UTF-8. Immutable.
 */
final class TextBlock {
  /** Where every so many rows begin is known; those between are found from there. */
  private static final int ROWS_A_START = 8;

  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  private final int columns;
  private final int rows;
  private final long firstLine;
  private final byte[] bytes;
  private final int[] starts;

  private TextBlock(int columns, int rows, long firstLine, byte[] bytes, int[] starts) {
    this.columns = columns;
    this.rows = rows;
    this.firstLine = firstLine;
    this.bytes = bytes;
    this.starts = starts;
  }

  /** The number of rows. */
  int rows() {
    return rows;
  }

  /** Where the texts of a row are, for {@link #text}. */
  int[] texts(int row) {
    int at = skipRow(starts[row / ROWS_A_START], row % ROWS_A_START);
    at = skipNumber(at);
    int[] texts = new int[columns];
    for (int column = 0; column < columns; column++) {
      texts[column] = at;
      at = skipText(at);
    }
    return texts;
  }

  /** A text. */
  String text(int at) {
    return new String(bytes, skipNumber(at), number(at), StandardCharsets.UTF_8);
  }

  /** The line at which a row begins, from 1; 0 for rows of no file. */
  long line(int row) {
    int at = starts[row / ROWS_A_START];
    long line = firstLine + number(at);
    for (int i = row % ROWS_A_START; i > 0; i--) {
      at = skipRow(at, 1);
      line += number(at);
    }
    return line;
  }

  private int skipRow(int at, int count) {
    int next = at;
    for (int row = 0; row < count; row++) {
      next = skipNumber(next);
      for (int column = 0; column < columns; column++) {
        next = skipText(next);
      }
    }
    return next;
  }

  private int skipText(int at) {
    return skipNumber(at) + number(at);
  }

  private int skipNumber(int at) {
    int next = at;
    while (bytes[next] < 0) {
      next++;
    }
    return next + 1;
  }

  /** A number of 0 or more: seven bits a byte, the low ones first. */
  private int number(int at) {
    int number = 0;
    int shift = 0;
    for (int next = at; ; next++, shift += 7) {
      number |= (bytes[next] & SEVEN_BITS) << shift;
      if (bytes[next] >= 0) {
        return number;
      }
    }
  }

  /** Gathers rows. */
  static final class Builder {
    private byte[] bytes = new byte[1 << 10];
    private int length;
    private int[] starts = new int[16];
    private int rows;
    private long firstLine;
    private long lastLine;

    /** Begins a row. */
    void beginRow(long line) {
      if (rows == 0) {
        firstLine = line;
        lastLine = line;
      }
      if (rows % ROWS_A_START == 0) {
        int start = rows / ROWS_A_START;
        starts = start == starts.length ? Arrays.copyOf(starts, 2 * start) : starts;
        starts[start] = length;
        lastLine = firstLine;
      }
      number((int) (line - lastLine));
      lastLine = line;
    }

    /** Adds a text to the row that is begun. */
    void add(char[] chars, int from, int count) {
      int end = from + count;
      int size = 0;
      for (int i = from; i < end; i++) {
        // Each half of a surrogate pair is half of four bytes
        size += chars[i] < 0x80 ? 1 : chars[i] < 0x800 || Character.isSurrogate(chars[i]) ? 2 : 3;
      }
      number(size);
      reserve(size);
      for (int i = from; i < end; i++) {
        if (chars[i] < 0x80) {
          bytes[length++] = (byte) chars[i];
        } else {
          int character = Character.codePointAt(chars, i, end);
          encode(character);
          i += Character.charCount(character) - 1;
        }
      }
    }

    /**
     * Adds a character beyond ASCII; half of a surrogate pair is none, and becomes two question
     * marks.
     */
    private void encode(int character) {
      if (character < 0x800) {
        bytes[length++] = (byte) (0xc0 | (character >> 6));
      } else if (Character.isBmpCodePoint(character) && Character.isSurrogate((char) character)) {
        bytes[length++] = '?';
        bytes[length++] = '?';
        return;
      } else if (character < 0x10000) {
        bytes[length++] = (byte) (0xe0 | (character >> 12));
        bytes[length++] = low(character >> 6);
      } else {
        bytes[length++] = (byte) (0xf0 | (character >> 18));
        bytes[length++] = low(character >> 12);
        bytes[length++] = low(character >> 6);
      }
      bytes[length++] = low(character);
    }

    private static byte low(int bits) {
      return (byte) (0x80 | (bits & 0x3f));
    }

    /** Ends a row. */
    void endRow() {
      rows++;
    }

    private void number(int value) {
      reserve(Integer.BYTES + 1);
      int rest = value;
      while (rest > SEVEN_BITS) {
        bytes[length++] = (byte) ((rest & SEVEN_BITS) | MORE);
        rest >>>= 7;
      }
      bytes[length++] = (byte) rest;
    }

    private void reserve(int count) {
      if (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
      }
    }

    /** The number of bytes of all rows. */
    int length() {
      return length;
    }

    /** The number of rows. */
    int rows() {
      return rows;
    }

    /** The rows that were added since the last call. */
    TextBlock build(int columns) {
      int count = (rows + ROWS_A_START - 1) / ROWS_A_START;
      TextBlock block =
          new TextBlock(
              columns, rows, firstLine, Arrays.copyOf(bytes, length), Arrays.copyOf(starts, count));
      length = 0;
      rows = 0;
      return block;
    }
  }
}

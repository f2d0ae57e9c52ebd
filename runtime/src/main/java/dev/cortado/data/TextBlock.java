package dev.cortado.data;

import java.util.Arrays;

/**
 * Some rows of texts, of equally many columns, with the lines at which they begin. All texts are
 * one: thousands of small strings would take many times the file's size. Immutable.
 */
final class TextBlock {
  private final int columns;
  private final String text;
  private final int[] ends;
  private final long[] lines;

  private TextBlock(int columns, String text, int[] ends, long[] lines) {
    this.columns = columns;
    this.text = text;
    this.ends = ends;
    this.lines = lines;
  }

  /** The number of rows. */
  int rows() {
    return lines.length;
  }

  /** A text. */
  String text(int row, int column) {
    int index = row * columns + column;
    return text.substring(index == 0 ? 0 : ends[index - 1], ends[index]);
  }

  /** The line at which a row begins, from 1; 0 for rows of no file. */
  long line(int row) {
    return lines[row];
  }

  /** Gathers rows. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private int[] ends = new int[16];
    private int texts;
    private long[] lines = new long[16];
    private int rows;

    /** Adds a text to the row that is begun. */
    void add(char[] chars, int from, int length) {
      text.append(chars, from, length);
      ends = texts == ends.length ? Arrays.copyOf(ends, 2 * texts) : ends;
      ends[texts++] = text.length();
    }

    /** Ends a row. */
    void endRow(long line) {
      lines = rows == lines.length ? Arrays.copyOf(lines, 2 * rows) : lines;
      lines[rows++] = line;
    }

    /** The number of characters of all rows. */
    int length() {
      return text.length();
    }

    /** The number of rows. */
    int rows() {
      return rows;
    }

    /** The rows that were added since the last call. */
    TextBlock build(int columns) {
      TextBlock block =
          new TextBlock(
              columns, text.toString(), Arrays.copyOf(ends, texts), Arrays.copyOf(lines, rows));
      text.setLength(0);
      texts = 0;
      rows = 0;
      return block;
    }
  }
}

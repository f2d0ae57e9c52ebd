package dev.cortado.io;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * A strict reader of the JSON of RFC 8259 that is told what comes next: anything else is refused
 * where it stands, so the depth and the kinds of values are the caller's, never the text's. Knows
 * objects, arrays, strings and numbers.
 */
public final class JsonReader {
  /** More characters than a float or a long is ever written with. */
  private static final int LONGEST_NUMBER = 64;

  private final String text;
  private final String source;
  private int position;

  /**
   * A reader at the beginning of a text.
   *
   * @param text what is read
   * @param source what messages call it, for example {@code the header}
   */
  public JsonReader(String text, String source) {
    this.text = text;
    this.source = source;
  }

  /** Reads the value of one member of an object. */
  @FunctionalInterface
  public interface Member {
    /** Reads exactly the member's value. */
    void read(String name) throws IOException;
  }

  /** Reads one element of an array. */
  @FunctionalInterface
  public interface Element {
    /** Reads exactly the element. */
    void read() throws IOException;
  }

  /** Reads an object, whose members' names must differ. */
  public void object(Member member) throws IOException {
    expect('{', "an object");
    if (next('}')) {
      return;
    }
    Set<String> names = new HashSet<>();
    do {
      skipSpace();
      int start = position;
      String name = string();
      if (!names.add(name)) {
        throw failure(start, "the name '" + Excerpt.of(name) + "' occurs twice");
      }
      expect(':', "':'");
      member.read(name);
    } while (next(','));
    expect('}', "',' or '}'");
  }

  /** Reads an array. */
  public void array(Element element) throws IOException {
    expect('[', "an array");
    if (next(']')) {
      return;
    }
    do {
      element.read();
    } while (next(','));
    expect(']', "',' or ']'");
  }

  /** Reads a whole number of 0 or more, up to the greatest long. */
  public long wholeNumber() throws IOException {
    skipSpace();
    int start = position;
    integer(start, "a whole number of 0 or more");
    if (position < text.length() && ".eE".indexOf(text.charAt(position)) >= 0) {
      throw failure(start, "expected a whole number of 0 or more");
    }
    try {
      return Long.parseLong(token(start));
    } catch (NumberFormatException tooGreat) {
      throw failure(start, "a number is above " + Long.MAX_VALUE);
    }
  }

  /** Reads a whole number of 0 or more, up to the greatest int. */
  public int index() throws IOException {
    skipSpace();
    int start = position;
    long number = wholeNumber();
    if (number > Integer.MAX_VALUE) {
      throw failure(start, "a number is above " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  /**
   * Reads a number as the nearest float. Each finite float that {@link Float#toString} wrote comes
   * back with the same bits.
   */
  public float number() throws IOException {
    skipSpace();
    int start = position;
    skip('-');
    integer(start, "a number");
    if (skip('.')) {
      digits(start, "a number");
    }
    if (skip('e') || skip('E')) {
      if (!skip('-')) {
        skip('+');
      }
      digits(start, "a number");
    }
    float number = Float.parseFloat(token(start));
    if (!Float.isFinite(number)) {
      throw failure(start, "a number is beyond " + Float.MAX_VALUE);
    }
    return number;
  }

  /** Reads a string. */
  public String string() throws IOException {
    expect('"', "a string");
    StringBuilder result = new StringBuilder();
    while (true) {
      int start = position;
      char c = take("a string does not end");
      if (c == '"') {
        return result.toString();
      }
      if (c < ' ') {
        throw failure(start, "a string holds a control character that is not escaped");
      }
      if (c != '\\') {
        result.append(c);
        continue;
      }
      char escaped = escape(start);
      if (Character.isHighSurrogate(escaped)) {
        char low = position < text.length() && take("") == '\\' ? escape(start) : 0;
        if (!Character.isLowSurrogate(low)) {
          throw failure(start, "half a surrogate pair is escaped");
        }
        result.append(escaped).append(low);
      } else if (Character.isLowSurrogate(escaped)) {
        throw failure(start, "half a surrogate pair is escaped");
      } else {
        result.append(escaped);
      }
    }
  }

  /** Checks that nothing but space is left. */
  public void end() throws IOException {
    skipSpace();
    if (position < text.length()) {
      throw failure(position, "there is text after the end");
    }
  }

  /** What is wrong, and where. */
  public IOException failure(int where, String what) {
    return new IOException("%s, at character %d of %s".formatted(what, where, source));
  }

  /** The index of the next character to be read. */
  public int position() {
    return position;
  }

  private char escape(int start) throws IOException {
    char c = take("a string does not end");
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal(start);
      default -> throw failure(start, "a string holds an unknown escape");
    };
  }

  private char hexadecimal(int start) throws IOException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = take("a string does not end");
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw failure(start, "an escape has no four hexadecimal digits");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private char take(String failure) throws IOException {
    if (position == text.length()) {
      throw failure(position, failure);
    }
    return text.charAt(position++);
  }

  private boolean next(char wanted) {
    skipSpace();
    return skip(wanted);
  }

  private void expect(char wanted, String name) throws IOException {
    if (!next(wanted)) {
      throw failure(position, "expected " + name);
    }
  }

  private void skipSpace() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  /** Skips digits without a zero before others. */
  private void integer(int start, String expected) throws IOException {
    int first = position;
    digits(start, expected);
    if (text.charAt(first) == '0' && position > first + 1) {
      throw failure(start, "expected " + expected + ", without zeros before it");
    }
  }

  private void digits(int start, String expected) throws IOException {
    int first = position;
    while (position < text.length() && digit(text.charAt(position))) {
      position++;
    }
    if (position == first) {
      throw failure(start, "expected " + expected);
    }
  }

  private String token(int start) throws IOException {
    if (position - start > LONGEST_NUMBER) {
      throw failure(start, "a number has more than %d characters".formatted(LONGEST_NUMBER));
    }
    return text.substring(start, position);
  }

  private boolean skip(char wanted) {
    boolean there = position < text.length() && text.charAt(position) == wanted;
    position += there ? 1 : 0;
    return there;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}

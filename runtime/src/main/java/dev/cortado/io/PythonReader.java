package dev.cortado.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A strict reader of what NumPy writes of Python's literals: a dictionary, strings without escapes,
 * the two truth values and a tuple of numbers. It is told what comes next, and knows no nesting.
 */
final class PythonReader {
  private static final int LONGEST_NUMBER = 18;

  private final String text;
  private int position;

  PythonReader(String text) {
    this.text = text;
  }

  /** Reads the value of a key. */
  @FunctionalInterface
  interface Value {
    /** Reads exactly the value. */
    void read(String key) throws IOException;
  }

  /** Reads a dictionary, whose keys must differ. */
  void dictionary(Value value) throws IOException {
    expect("{");
    Set<String> keys = new HashSet<>();
    while (!next("}")) {
      String key = string();
      if (!keys.add(key)) {
        throw failure("the key '" + Excerpt.of(key) + "' occurs twice");
      }
      expect(":");
      value.read(key);
      if (!next(",")) {
        expect("}");
        return;
      }
    }
  }

  /** Reads a string in single or double quotes. */
  String string() throws IOException {
    String quote = next("\"") ? "\"" : "'";
    if (quote.equals("'") && !next(quote)) {
      throw failure("expected a string");
    }
    int end = text.indexOf(quote, position);
    int escape = text.indexOf('\\', position);
    if (end < 0 || (escape >= 0 && escape < end)) {
      throw failure("expected a string without escapes that ends");
    }
    String string = text.substring(position, end);
    position = end + 1;
    return string;
  }

  /** Reads True or False. */
  boolean truth() throws IOException {
    if (next("True")) {
      return true;
    }
    expect("False");
    return false;
  }

  /** Reads a tuple of whole numbers of 0 or more, which Python 2 may have ended with an L. */
  List<Long> tuple() throws IOException {
    expect("(");
    List<Long> numbers = new ArrayList<>();
    while (!next(")")) {
      if (numbers.size() == Shapes.MAX_RANK) {
        throw failure("more than %d axes".formatted(Shapes.MAX_RANK));
      }
      numbers.add(number());
      next("L");
      if (!next(",")) {
        if (numbers.size() == 1) {
          throw failure("expected ',' after the only number of a tuple");
        }
        expect(")");
        return numbers;
      }
    }
    return numbers;
  }

  /** Checks that nothing but space is left. */
  void end() throws IOException {
    skipSpace();
    if (position < text.length()) {
      throw failure("there is text after the end");
    }
  }

  /** What is wrong at the present place. */
  IOException failure(String what) {
    return new IOException("%s, at character %d of the header".formatted(what, position));
  }

  private long number() throws IOException {
    skipSpace();
    int start = position;
    while (position < text.length() && "0123456789".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    if (position == start || position - start > LONGEST_NUMBER) {
      throw failure("expected a whole number of at most %d digits".formatted(LONGEST_NUMBER));
    }
    return Long.parseLong(text, start, position, 10);
  }

  private boolean next(String wanted) {
    skipSpace();
    boolean there = text.startsWith(wanted, position);
    position += there ? wanted.length() : 0;
    return there;
  }

  private void expect(String wanted) throws IOException {
    if (!next(wanted)) {
      throw failure("expected '" + wanted + "'");
    }
  }

  private void skipSpace() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }
}

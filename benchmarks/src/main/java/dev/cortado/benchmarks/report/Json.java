package dev.cortado.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON that JMH writes: objects as maps, arrays as lists, strings and numbers. */
final class Json {
  private final String text;
  private int position;

  private Json(String text) {
    this.text = text;
  }

  /** The value that a text holds. */
  static Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value();
    if (json.peek() != 0) {
      throw json.failure("the end");
    }
    return value;
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    while (peek() != '}') {
      String name = string();
      expect(':');
      members.put(name, value());
      if (peek() != '}') {
        expect(',');
      }
    }
    expect('}');
    return members;
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    expect('[');
    while (peek() != ']') {
      elements.add(value());
      if (peek() != ']') {
        expect(',');
      }
    }
    expect(']');
    return elements;
  }

  private String string() {
    expect('"');
    StringBuilder characters = new StringBuilder();
    while (next() != '"') {
      if (next() == '\\') {
        position++; // JMH escapes quotes and backslashes
      }
      characters.append(next());
      position++;
    }
    position++;
    return characters.toString();
  }

  private Double number() {
    int start = position;
    while (Character.isLetterOrDigit(next()) || "+-.".indexOf(next()) >= 0) {
      position++;
    }
    if (position == start) {
      throw failure("a value");
    }
    return Double.valueOf(text.substring(start, position));
  }

  /** The next character that is not space; 0 at the end. */
  private char peek() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : 0;
  }

  private char next() {
    if (position >= text.length()) {
      throw failure("more");
    }
    return text.charAt(position);
  }

  private void expect(char character) {
    if (peek() != character) {
      throw failure("'" + character + "'");
    }
    position++;
  }

  private IllegalArgumentException failure(String expected) {
    return new IllegalArgumentException(
        "expected %s at character %d of %d".formatted(expected, position, text.length()));
  }
}

package dev.cortado.io;

import java.util.Iterator;
import java.util.List;

/** Writes JSON without spaces. The caller sees to it that brackets and members come in order. */
final class JsonWriter {
  private final StringBuilder text = new StringBuilder();

  /** Begins an object. */
  JsonWriter begin() {
    text.append('{');
    return this;
  }

  /** Ends an object. */
  JsonWriter end() {
    text.append('}');
    return this;
  }

  /** Begins a member of an object. */
  JsonWriter name(String name) {
    if (text.charAt(text.length() - 1) != '{') {
      text.append(',');
    }
    string(name);
    text.append(':');
    return this;
  }

  /** Writes an array of numbers. */
  void numbers(List<? extends Number> numbers) {
    text.append('[');
    Iterator<? extends Number> remaining = numbers.iterator();
    while (remaining.hasNext()) {
      text.append(remaining.next());
      text.append(remaining.hasNext() ? "," : "");
    }
    text.append(']');
  }

  /** Writes a string. */
  void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    text.append('"');
  }

  /** All that was written. */
  @Override
  public String toString() {
    return text.toString();
  }

  private void character(char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (c < ' ') {
          text.append("\\u%04x".formatted((int) c));
        } else {
          text.append(c);
        }
      }
    }
  }
}

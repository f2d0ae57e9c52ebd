package dev.cortado.io;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Writes JSON without spaces. The caller sees to it that brackets and members come in order. */
public final class JsonWriter {
  private final StringBuilder text = new StringBuilder();

  /** Empty text. */
  public JsonWriter() {}

  /** Begins an object. */
  public JsonWriter begin() {
    text.append('{');
    return this;
  }

  /** Ends an object. */
  public JsonWriter end() {
    text.append('}');
    return this;
  }

  /** Begins a member of an object. */
  public JsonWriter name(String name) {
    if (text.charAt(text.length() - 1) != '{') {
      text.append(',');
    }
    string(name);
    text.append(':');
    return this;
  }

  /** Writes an array of numbers. */
  public void numbers(List<? extends Number> numbers) {
    text.append('[');
    Iterator<? extends Number> remaining = numbers.iterator();
    while (remaining.hasNext()) {
      text.append(remaining.next());
      text.append(remaining.hasNext() ? "," : "");
    }
    text.append(']');
  }

  /** Writes a number, {@code true}, {@code false} or {@code null}, given as JSON has it. */
  public void literal(String value) {
    text.append(value);
  }

  /** Writes a string. */
  public void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    text.append('"');
  }

  /** Writes an array, each of whose elements is written by the given action. */
  public <T> void array(List<T> elements, Consumer<T> action) {
    text.append('[');
    for (int i = 0; i < elements.size(); i++) {
      text.append(i == 0 ? "" : ",");
      action.accept(elements.get(i));
    }
    text.append(']');
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

package dev.cortado.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element of a page, of HTML or of SVG. Its text reads the same as HTML and as XML; whatever is
 * put in is escaped.
 */
final class Element {
  /** Those that HTML closes by itself. All others need an end, which {@code <div/>} is none of. */
  private static final Set<String> VOID = Set.of("meta", "br", "col", "img");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Object> content = new ArrayList<>();

  private Element(String name) {
    this.name = name;
  }

  /** An element that holds others. */
  static Element of(String name, Element... children) {
    return new Element(name).add(children);
  }

  /** An element that holds text. */
  static Element of(String name, String text) {
    return new Element(name).add(text);
  }

  /** Sets an attribute. */
  Element with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  /** Sets an attribute to a number, to a hundredth. */
  Element with(String attribute, double value) {
    return with(attribute, number(value));
  }

  /** Sets the classes that the style sheet knows. */
  Element styled(String classes) {
    return with("class", classes);
  }

  /** Adds elements at the end. */
  Element add(Element... children) {
    content.addAll(List.of(children));
    return this;
  }

  /** Adds text at the end. */
  Element add(String text) {
    content.add(text);
    return this;
  }

  /** A number to a hundredth, without zeros at the end: pixels need no more. */
  static String number(double value) {
    return new BigDecimal(value)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    write(text);
    return text.toString();
  }

  private void write(StringBuilder to) {
    to.append('<').append(name);
    attributes.forEach(
        (attribute, value) -> {
          to.append(' ').append(attribute).append("=\"");
          escape(value, to);
          to.append('"');
        });
    if (VOID.contains(name)) {
      to.append("/>");
      return;
    }
    to.append('>');
    for (Object part : content) {
      if (part instanceof Element child) {
        child.write(to);
      } else {
        escape((String) part, to);
      }
    }
    to.append("</").append(name).append(">");
  }

  private static void escape(String text, StringBuilder to) {
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '"' -> to.append("&quot;");
                default -> to.appendCodePoint(isText(character) ? character : 0xFFFD);
              }
            });
  }

  /** Whether XML allows a character at all, escaped or not. */
  private static boolean isText(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= ' ' && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}

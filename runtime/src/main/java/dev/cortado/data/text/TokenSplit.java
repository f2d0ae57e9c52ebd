package dev.cortado.data.text;

import java.util.List;
import java.util.regex.Pattern;

/** How a text becomes tokens: Keras's {@code split}. */
public enum TokenSplit {
  /** At spaces, tabs and line ends of any number, those of Unicode included. */
  WHITESPACE,

  /** A token for each character, spaces included: for each code point of Unicode. */
  CHARACTER;

  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  List<String> tokens(String text) {
    return this == CHARACTER
        ? text.codePoints().mapToObj(Character::toString).toList()
        : SPACE.splitAsStream(text).filter(token -> !token.isEmpty()).toList();
  }
}

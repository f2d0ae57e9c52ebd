package dev.cortado.data.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** What happens to a text before it is split: Keras's {@code standardize}. */
public enum Standardization {
  /** Lower case, and without punctuation. */
  LOWER_AND_STRIP_PUNCTUATION(true, true),

  /** Lower case; that of all alphabets, where Keras's is that of ASCII alone. */
  LOWER(true, false),

  /** Without the punctuation of ASCII. */
  STRIP_PUNCTUATION(false, true),

  /** Nothing. */
  NONE(false, false);

  /** The punctuation of ASCII: that which Keras strips. */
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");

  private final boolean lower;
  private final boolean strip;

  Standardization(boolean lower, boolean strip) {
    this.lower = lower;
    this.strip = strip;
  }

  String apply(String text) {
    String cased = lower ? text.toLowerCase(Locale.ROOT) : text;
    return strip ? PUNCTUATION.matcher(cased).replaceAll("") : cased;
  }
}

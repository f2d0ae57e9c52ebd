package dev.cortado.data.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts tokens, and makes a vocabulary of the most frequent. */
final class TokenCounts {
  private final Settings settings;
  private final Map<String, Count> counts = new HashMap<>();
  private long texts;

  /** How often a token occurs, and in how many texts. */
  private static final class Count {
    private long occurrences;
    private long texts;

    long occurrences() {
      return occurrences;
    }
  }

  TokenCounts(Settings settings) {
    this.settings = settings;
  }

  /** Counts the tokens of a text. */
  void add(String text) {
    Set<String> distinct = new HashSet<>();
    for (String token : settings.tokens(text)) {
      Count count = counts.computeIfAbsent(token, absent -> new Count());
      count.occurrences++;
      count.texts += distinct.add(token) ? 1 : 0;
    }
    texts++;
  }

  /** The vocabulary, from the most frequent token to the least. */
  TextVectorization fitted() {
    counts.remove(TextVectorization.UNKNOWN);
    if (counts.isEmpty()) {
      throw new IllegalArgumentException(
          "%d texts have no token of which a vocabulary could be made; fit it on texts with words"
              .formatted(texts));
    }
    List<Map.Entry<String, Count>> entries = new ArrayList<>(counts.entrySet());
    // As in Keras, tokens that are as frequent as each other come from the greatest to the least
    entries.sort(
        Comparator.comparingLong((Map.Entry<String, Count> entry) -> entry.getValue().occurrences())
            .thenComparing(Map.Entry::getKey, TokenCounts::byCodePoints)
            .reversed());
    entries = entries.subList(0, Math.min(entries.size(), settings.mostLearned()));
    float[] weights = new float[settings.mode() == OutputMode.TF_IDF ? entries.size() : 0];
    for (int i = 0; i < weights.length; i++) {
      double rarity = texts / (1.0 + entries.get(i).getValue().texts);
      weights[i] = (float) StrictMath.log(1 + rarity);
    }
    return new TextVectorization(
        settings, entries.stream().map(Map.Entry::getKey).toList(), weights);
  }

  /** The order of code points, which is that of bytes of UTF-8 and not that of chars. */
  private static int byCodePoints(String a, String b) {
    int common = 0;
    int shorter = Math.min(a.length(), b.length());
    while (common < shorter && a.charAt(common) == b.charAt(common)) {
      common++;
    }
    if (common == shorter) {
      return Integer.compare(a.length(), b.length());
    }
    boolean aHigh = Character.isSurrogate(a.charAt(common));
    boolean bHigh = Character.isSurrogate(b.charAt(common));
    return aHigh == bHigh
        ? Character.compare(a.charAt(common), b.charAt(common))
        : Boolean.compare(aHigh, bHigh);
  }
}

package dev.cortado.processor.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Says which known name was probably meant. */
final class Similar {
  private static final int MOST_EDITS = 2;
  private static final int MOST_NAMES = 10;

  private Similar() {}

  /** {@code . Did you mean "hidden"?}, or nothing where no name is close. */
  static String hint(String name, Collection<String> known) {
    // Of names with three letters, two edits make anything.
    int mostEdits = Math.min(MOST_EDITS, name.length() / 2);
    return known.stream()
        .filter(candidate -> distance(lower(name), lower(candidate)) <= mostEdits)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(lower(name), lower(candidate)))
                .thenComparingInt(candidate -> distance(name, candidate)))
        .map(". Did you mean \"%s\"?"::formatted)
        .orElse("");
  }

  /** Known names, but not all of many. */
  static String list(Collection<String> known) {
    String shown = String.join(", ", known.stream().sorted().limit(MOST_NAMES).toList());
    int more = known.size() - MOST_NAMES;
    return (known.size() > 1 ? "one of " : "") + shown + (more > 0 ? " and " + more + " more" : "");
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The number of letters to add, remove or replace (Levenshtein, 1966). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}

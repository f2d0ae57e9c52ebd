package dev.cortado.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * First names, each of them once, in lower case. Names that women and men have are left out, as no
 * reader could tell.
 *
 * @param female those of women
 * @param male those of men
 */
record LabelledNames(Set<String> female, Set<String> male) {

  /**
   * Reads two files.
   *
   * @param data the folder that they are in, or null for those shipped
   */
  static LabelledNames read(Path data) throws IOException {
    Set<String> female = names(data, "female.txt");
    Set<String> male = names(data, "male.txt");
    Set<String> both = new LinkedHashSet<>(female);
    both.retainAll(male);
    female.removeAll(both);
    male.removeAll(both);
    return new LabelledNames(female, male);
  }

  /** All names, first those of women. */
  List<String> names() {
    return Stream.concat(female.stream(), male.stream()).toList();
  }

  /** 1 or 0 for each of all names. */
  int[] labels() {
    int[] labels = new int[female.size() + male.size()];
    Arrays.fill(labels, 0, female.size(), 1);
    return labels;
  }

  private static Set<String> names(Path data, String file) throws IOException {
    try (InputStream stream =
            data == null
                ? LabelledNames.class.getResourceAsStream("names/" + file)
                : Files.newInputStream(data.resolve(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.strip().toLowerCase(Locale.ROOT))
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }
}

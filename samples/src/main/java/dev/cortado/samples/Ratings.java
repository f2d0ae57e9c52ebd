package dev.cortado.samples;

import dev.cortado.data.Csv;
import dev.cortado.data.CsvFormat;
import dev.cortado.data.Row;
import dev.cortado.data.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which items each user chose, and which of them last: those are for the test.
 *
 * @param seen by user the items that training knows of
 * @param held by user the items that were chosen later; none where a user chose few
 * @param items the names of the items
 */
record Ratings(List<BitSet> seen, List<BitSet> held, List<String> items) {
  /** How many choices of a user are for the test. */
  static final int HELD = 5;

  /** Who chose fewer items than this has none for the test. */
  private static final int FEWEST = 2 * HELD;

  /** That a user chose an item. */
  private record Choice(String user, String item, double time) {}

  /**
   * The ratings of a file of MovieLens, each of which counts as a choice, whatever it says.
   *
   * @param place {@code u.data}, {@code ratings.dat} or {@code ratings.csv}, or a folder with one
   * @throws IOException where it cannot be read, or no user has enough of them
   */
  static Ratings read(Path place) throws IOException {
    Path file = place;
    for (String name : List.of("u.data", "ratings.dat", "ratings.csv")) {
      if (Files.isDirectory(file) && Files.exists(file.resolve(name))) {
        file = file.resolve(name);
      }
    }
    List<Choice> choices;
    try (Stream<Row> rows = rows(file)) {
      choices = new ArrayList<>(rows.map(Ratings::choice).toList());
    }
    Vocabulary users = Vocabulary.fit(choices.stream().map(Choice::user).toList());
    Vocabulary items = Vocabulary.fit(choices.stream().map(Choice::item).toList());
    choices.sort(Comparator.comparingDouble(Choice::time));
    List<List<Integer>> byUser = lists(users.size());
    for (Choice choice : choices) {
      byUser.get(users.index(choice.user())).add(items.index(choice.item()));
    }
    Ratings ratings = of(byUser, items.names());
    if (ratings.held().stream().allMatch(BitSet::isEmpty)) {
      throw new IOException(
          "%s: no user has %d ratings, so that the last %d could be for the test; take a larger file"
              .formatted(file, FEWEST, HELD));
    }
    return ratings;
  }

  private static Stream<Row> rows(Path file) throws IOException {
    CsvFormat format = CsvFormat.create();
    return switch (String.valueOf(file.getFileName())) {
      case "u.data" ->
          Csv.rows(
              file,
              format.separator('\t').withoutHeader("userId", "movieId", "rating", "timestamp"));
      // The fields stand between two colons: every second column is empty
      case "ratings.dat" ->
          Csv.rows(
              file,
              format
                  .separator(':')
                  .withoutHeader("userId", "1", "movieId", "2", "rating", "3", "timestamp"));
      default -> Csv.rows(file, format);
    };
  }

  private static Choice choice(Row row) {
    return new Choice(
        row.value("userId").orElseThrow(),
        row.value("movieId").orElseThrow(),
        Double.parseDouble(row.value("timestamp").orElseThrow()));
  }

  private static List<List<Integer>> lists(int count) {
    return IntStream.range(0, count).<List<Integer>>mapToObj(i -> new ArrayList<>()).toList();
  }

  /**
   * Splits the choices of each user.
   *
   * @param byUser for each user the items, from the first chosen to the last
   * @param items the items' names
   */
  static Ratings of(List<List<Integer>> byUser, List<String> items) {
    List<BitSet> seen = new ArrayList<>();
    List<BitSet> held = new ArrayList<>();
    for (List<Integer> chosen : byUser) {
      int split = chosen.size() < FEWEST ? chosen.size() : chosen.size() - HELD;
      seen.add(set(chosen.subList(0, split)));
      held.add(set(chosen.subList(split, chosen.size())));
    }
    return new Ratings(seen, held, items);
  }

  private static BitSet set(List<Integer> items) {
    BitSet set = new BitSet();
    items.forEach(set::set);
    return set;
  }
}

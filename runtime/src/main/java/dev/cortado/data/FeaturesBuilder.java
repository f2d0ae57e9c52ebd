package dev.cortado.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Says what the columns of a table are, and fits {@link Features} on its rows. Each column is said
 * to be something, or to be ignored.
 */
public final class FeaturesBuilder {
  private final Table table;
  private final Set<String> used = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();
  private final Set<String> categories = new HashSet<>();
  private final List<Supplier<Column>> inputs = new ArrayList<>();
  private final List<Encoding> targets = new ArrayList<>();
  private final Map<String, Fill> numberFills = new HashMap<>();
  private final Map<String, String> categoryFills = new HashMap<>();
  private Optional<Function<float[][], Scaling>> scaling = Optional.empty();

  FeaturesBuilder(Table table) {
    this.table = table;
    if (table.count() == 0) {
      throw new IllegalArgumentException(
          table.name() + " has no rows, but features are fitted on at least one");
    }
  }

  /** Columns of numbers. */
  public FeaturesBuilder numbers(String... columns) {
    return numbers(Arrays.asList(columns));
  }

  /** Columns of numbers. */
  public FeaturesBuilder numbers(Collection<String> columns) {
    for (String column : columns) {
      use(column);
      numbers.add(column);
      inputs.add(() -> NumberColumn.fit(table, column, numberFills.get(column)));
    }
    return this;
  }

  /**
   * A column of dates of ISO 8601, such as {@code 2024-02-29}, {@code 2024-02-29T18:30} or with a
   * space in place of the T, without a time zone. Becomes the days since the first date of this
   * table, with the time of day as a fraction.
   *
   * @param parts become two numbers each, a sine and a cosine: see {@link DatePart}
   */
  public FeaturesBuilder date(String column, DatePart... parts) {
    use(column);
    inputs.add(() -> DateColumn.fit(table, column, List.of(parts)));
    return this;
  }

  /**
   * A column of categories, each of which becomes a number of its own, 0 or 1. Categories that are
   * not in this table are refused later.
   */
  public FeaturesBuilder category(String column) {
    return category(column, 1, false);
  }

  /**
   * A column of categories with one number more, for all others.
   *
   * @param leastRows categories of fewer rows of this table count as others too; with 1, nothing
   *     trains the weights of that number
   */
  public FeaturesBuilder categoryOrUnknown(String column, int leastRows) {
    return category(column, leastRows, true);
  }

  /** Columns that are left out. */
  public FeaturesBuilder ignore(String... columns) {
    for (String column : columns) {
      use(column);
    }
    return this;
  }

  /** Missing numbers of these columns are replaced by the mean of those of this table. */
  public FeaturesBuilder fillMean(String... columns) {
    for (String column : columns) {
      numberFills.put(column, Fill.MEAN);
    }
    return this;
  }

  /** Missing numbers of these columns are replaced by the median of those of this table. */
  public FeaturesBuilder fillMedian(String... columns) {
    for (String column : columns) {
      numberFills.put(column, Fill.MEDIAN);
    }
    return this;
  }

  /** Missing numbers of a column are replaced by a number. */
  public FeaturesBuilder fill(String column, double number) {
    numberFills.put(column, numbers -> number);
    return this;
  }

  /** Missing categories of a column are replaced by a category, which need not be in this table. */
  public FeaturesBuilder fill(String column, String category) {
    categoryFills.put(column, category);
    return this;
  }

  /**
   * Columns of numbers, and days of dates, have a mean of 0 and a standard deviation of 1: {@link
   * Scaling#standard}.
   */
  public FeaturesBuilder standard() {
    scaling = Optional.of(Scaling::standard);
    return this;
  }

  /** Columns of numbers, and days of dates, are from 0 to 1: {@link Scaling#minMax}. */
  public FeaturesBuilder minMax() {
    scaling = Optional.of(Scaling::minMax);
    return this;
  }

  /**
   * A target: the index of a class, for sparse categorical cross-entropy, or for binary
   * cross-entropy where there are two.
   *
   * @param column a column of classes; those of this table have the indices
   */
  public FeaturesBuilder label(String column) {
    return label(column, IndexColumn.classes(table, column));
  }

  /** A target: the index of a class, with the given classes in the order of their indices. */
  public FeaturesBuilder label(String column, String... classes) {
    return label(column, Vocabulary.of(classes));
  }

  /** A target: a row with a 1 for the class, for categorical cross-entropy. */
  public FeaturesBuilder oneHotLabel(String column) {
    Vocabulary classes = IndexColumn.classes(table, column);
    return target(new OneHotColumn(column, classes, false, Optional.empty()));
  }

  /** A target: numbers, for regression. */
  public FeaturesBuilder targets(String... columns) {
    return target(
        Arrays.stream(columns)
            .map(column -> new NumberColumn(column, Optional.empty(), 0, 1))
            .toArray(Column[]::new));
  }

  /**
   * Fits categories, fills and scaling on the table.
   *
   * @throws IllegalArgumentException where a column is neither used nor ignored, there is no input,
   *     a fill is of a column that has another kind or is not there, or a value is missing or
   *     wrong; the message names file, line and column
   */
  public Features fit() {
    List<String> left = table.columns().stream().filter(column -> !used.contains(column)).toList();
    if (!left.isEmpty() || inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "%d columns of %s are inputs, and these are neither used nor ignored: %s; name them with numbers, date, category, label, targets or ignore"
              .formatted(inputs.size(), table.name(), left));
    }
    requireFills(numberFills.keySet(), numbers, "numbers");
    requireFills(categoryFills.keySet(), categories, "categories");
    Encoding unscaled = new Encoding(inputs.stream().map(Supplier::get).toList());
    return new Features(
        scaling.map(way -> unscaled.scaled(way.apply(unscaled.numbers(table)))).orElse(unscaled),
        targets);
  }

  private static void requireFills(Set<String> filled, Set<String> columns, String kind) {
    for (String column : filled) {
      if (!columns.contains(column)) {
        throw new IllegalArgumentException(
            "column '%s' is to be filled with %s, but only %s are columns of them"
                .formatted(column, kind, columns));
      }
    }
  }

  private void use(String column) {
    table.requireColumn(column);
    if (!used.add(column)) {
      throw new IllegalArgumentException(
          "column '%s' of %s is used twice; a column is one thing".formatted(column, table.name()));
    }
  }

  private FeaturesBuilder category(String column, int leastRows, boolean unknown) {
    use(column);
    categories.add(column);
    inputs.add(
        () ->
            OneHotColumn.fit(
                table, column, leastRows, unknown, Optional.ofNullable(categoryFills.get(column))));
    return this;
  }

  private FeaturesBuilder label(String column, Vocabulary classes) {
    return target(new IndexColumn(column, classes));
  }

  private FeaturesBuilder target(Column... columns) {
    for (Column column : columns) {
      use(column.column());
    }
    targets.add(new Encoding(List.of(columns)));
    return this;
  }
}

package dev.cortado.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of texts in named columns, in memory, where they take at most twice as much as in a file in
 * UTF-8: numbers and categories are made of them by {@link Features}. Parts share the texts, and
 * take four bytes a row. Immutable.
 */
public final class Table {
  private final Header header;
  private final List<TextBlock> blocks;

  /** The number of the first row of each block. */
  private final int[] starts;

  private final int count;

  /** The rows of this table, among all rows of the blocks; null for all of them. */
  private final int[] rows;

  /** A table of all rows of the blocks. */
  Table(Header header, List<TextBlock> blocks) {
    this.header = header;
    this.blocks = List.copyOf(blocks);
    this.starts = new int[blocks.size()];
    int all = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = all;
      all = Math.addExact(all, blocks.get(i).rows());
    }
    this.count = all;
    this.rows = null;
  }

  private Table(Table table, int[] rows) {
    this.header = table.header;
    this.blocks = table.blocks;
    this.starts = table.starts;
    this.count = rows.length;
    this.rows = rows;
  }

  /** The names of the columns. */
  public List<String> columns() {
    return header.columns();
  }

  /** The number of rows. */
  public int count() {
    return count;
  }

  /** A row, from 0. */
  public Row row(int index) {
    int row = place(index);
    int found = Arrays.binarySearch(starts, row);
    int block = found >= 0 ? found : -found - 2;
    return new Row(header, blocks.get(block), row - starts[block]);
  }

  /** All rows. */
  public Stream<Row> rows() {
    return IntStream.range(0, count).mapToObj(this::row);
  }

  /**
   * The rows that a condition holds of: {@code table.where(row -> row.value("age").isPresent())}.
   */
  public Table where(Predicate<Row> condition) {
    return taken(IntStream.range(0, count).filter(i -> condition.test(row(i))).toArray());
  }

  /** The rows from one index up to, but without, another. */
  public Table slice(int from, int to) {
    return taken(IntStream.range(from, to).toArray());
  }

  /**
   * Two parts in a random order, the same for the same seed. Fit {@link Features} on the part for
   * training.
   *
   * @param testFraction how much is for testing, above 0 and below 1; the number is rounded
   * @throws IllegalArgumentException where a part would be empty
   */
  public Split<Table> split(double testFraction, long seed) {
    return taken(Partition.of(count(), seed).split(testFraction));
  }

  /**
   * As {@link #split}, with each text of a column in both parts by its share, to within 1.
   *
   * @param column names the classes
   */
  public Split<Table> stratifiedSplit(String column, double testFraction, long seed) {
    return taken(Partition.stratified(classes(column), seed).split(testFraction));
  }

  /**
   * For cross-validation: each row is in the test part of exactly one of k splits, whose sizes
   * differ by at most 1.
   *
   * @throws IllegalArgumentException where k is not from 2 to the number of rows
   */
  public List<Split<Table>> folds(int k, long seed) {
    return Partition.of(count(), seed).folds(k).stream().map(this::taken).toList();
  }

  /** As {@link #folds}, with each text of a column in all test parts by its share, to within 1. */
  public List<Split<Table>> stratifiedFolds(String column, int k, long seed) {
    return Partition.stratified(classes(column), seed).folds(k).stream().map(this::taken).toList();
  }

  /** What messages call it. */
  String name() {
    return header.source();
  }

  /** Refuses a column that there is not. */
  void requireColumn(String column) {
    header.index(column);
  }

  private int[] classes(String column) {
    List<String> texts = new ArrayList<>();
    rows().forEach(row -> texts.add(row.value(column).orElse("")));
    Vocabulary classes = Vocabulary.fit(texts);
    return classes.indices(texts);
  }

  private Split<Table> taken(Split<int[]> indices) {
    return new Split<>(taken(indices.train()), taken(indices.test()));
  }

  private Table taken(int[] indices) {
    return new Table(this, Arrays.stream(indices).map(this::place).toArray());
  }

  /** Where a row is among all rows of the blocks. */
  private int place(int index) {
    return rows == null ? Objects.checkIndex(index, count) : rows[index];
  }
}

package dev.cortado.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How rows of a table become inputs and targets of a network. What was fitted on the training data,
 * which are categories, fills and scaling, is applied to other rows as it is, and can be saved
 * beside the weights. Immutable.
 *
 * <pre>{@code
 * Split<Table> split = Csv.read(file).split(0.2, 1);
 * Features features =
 *     Features.of(split.train())
 *         .numbers("age", "income").fillMedian("income").standard()
 *         .category("kind")
 *         .label("species")
 *         .fit();
 * trainer.fit(features.samples(split.train()), Fit.epochs(10));
 * trainer.evaluate(features.samples(split.test()));
 * model.predict(features.input(Map.of("age", 31, "income", 1200, "kind", "old")));
 * }</pre>
 */
public final class Features {
  private final Encoding input;
  private final List<Encoding> targets;

  Features(Encoding input, List<Encoding> targets) {
    this.input = input;
    this.targets = List.copyOf(targets);
  }

  /** Begins to say what the columns of a table are, the one for training. */
  public static FeaturesBuilder of(Table table) {
    return new FeaturesBuilder(table);
  }

  /**
   * Reads a file that {@link #save} wrote.
   *
   * @throws IOException where it cannot be read or is no such file; the message names it and the
   *     place
   */
  public static Features load(Path file) throws IOException {
    return FeaturesFile.read(file);
  }

  /**
   * Writes a file in JSON, whole or not at all. Loaded again, it gives the same bits.
   *
   * @throws IllegalArgumentException where a name is not Unicode: holds half a surrogate pair
   */
  public void save(Path file) throws IOException {
    FeaturesFile.write(this, file);
  }

  /** How many numbers an input has: the size of the network's input layer. */
  public int size() {
    return input.width();
  }

  /** A name for each number of an input, for example {@code age} and {@code kind=old}. */
  public List<String> names() {
    return input.names();
  }

  /**
   * The classes of a label, in the order of their indices.
   *
   * @throws IllegalArgumentException where that column is no label
   */
  public Vocabulary classes(String label) {
    for (Encoding target : targets) {
      if (target.columns().get(0).column().equals(label)) {
        if (target.columns().get(0) instanceof IndexColumn index) {
          return index.classes();
        }
        if (target.columns().get(0) instanceof OneHotColumn oneHot) {
          return oneHot.categories();
        }
      }
    }
    throw new IllegalArgumentException("column '%s' is no label".formatted(label));
  }

  /**
   * All rows of a table, with a target for each label and each group of target numbers.
   *
   * @throws IllegalArgumentException where a column is not there, or a value is missing or wrong;
   *     the message names file, line and column
   */
  public Samples samples(Table table) {
    return Samples.of(
        List.<float[][]>of(inputs(table)),
        targets.stream().map(target -> target.numbers(table)).toList());
  }

  /** The inputs alone, for predictions: the columns of the targets need not be there. */
  public float[][] inputs(Table table) {
    return input.numbers(table);
  }

  /** One row of a file that does not fit into memory, as {@link #samples} has it. */
  public Sample sample(Row row) {
    return Sample.of(
        List.of(input.numbers(row)), targets.stream().map(target -> target.numbers(row)).toList());
  }

  /** The input of one row. */
  public float[] input(Row row) {
    return input.numbers(row);
  }

  /** The input of one row that is given by column; null and blank texts are missing values. */
  public float[] input(Map<String, ?> row) {
    return input(Row.of(row));
  }

  Encoding input() {
    return input;
  }

  List<Encoding> targets() {
    return targets;
  }
}

package dev.cortado.explain;

import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.metric.Metric;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.random.Randomness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Permutation importance (Breiman 2001, "Random Forests"; as scikit-learn defines it): how much a
 * metric gets worse where the values of a feature are shuffled among the samples. Features that say
 * the same stand in for one another, so that each seems to be of little importance. Immutable.
 *
 * <pre>{@code
 * List<Importance> ranking =
 *     PermutationImportance.of(network, test, Metric.ACCURACY)
 *         .names(features.names())
 *         .repeats(10)
 *         .ranking();
 * }</pre>
 */
public final class PermutationImportance {
  private static final int BATCH = 128;

  private final Model network;
  private final Samples samples;
  private final Metric metric;
  private final Map<String, int[]> features;
  private final int repeats;
  private final long seed;

  private PermutationImportance(
      Model network,
      Samples samples,
      Metric metric,
      Map<String, int[]> features,
      int repeats,
      long seed) {
    this.network = network;
    this.samples = samples;
    this.metric = metric;
    this.features = features;
    this.repeats = repeats;
    this.seed = seed;
  }

  /**
   * Of the features of a network with one input and one output: each column of the samples, 5
   * times, from seed 0.
   *
   * @param samples those that were not trained on show what carries over
   * @throws IllegalArgumentException where the network or the samples have several inputs or
   *     outputs, or do not fit each other
   */
  public static PermutationImportance of(Model network, Samples samples, Metric metric) {
    if (network.inputs().size() != 1
        || network.outputs().size() != 1
        || samples.inputs().size() != 1
        || samples.targets().size() != 1
        || samples.count() == 0) {
      throw new IllegalArgumentException(
          "network %s has %d inputs and %d outputs, %d samples have %d inputs and %d targets; permutation importance takes one of each and at least 1 sample"
              .formatted(
                  network.name(),
                  network.inputs().size(),
                  network.outputs().size(),
                  samples.count(),
                  samples.inputs().size(),
                  samples.targets().size()));
    }
    Layer input = network.inputs().get(0);
    if (samples.inputs().get(0)[0].length != input.shape().size()) {
      throw new IllegalArgumentException(
          "input '%s' holds %d values a sample, but the samples have %d"
              .formatted(input.name(), input.shape().size(), samples.inputs().get(0)[0].length));
    }
    Map<String, int[]> columns = new LinkedHashMap<>();
    for (int i = 0; i < input.shape().size(); i++) {
      columns.put("%s[%d]".formatted(input.name(), i), new int[] {i});
    }
    return new PermutationImportance(network, samples, metric, columns, 5, 0);
  }

  /**
   * This with a name for each column, as {@code Features.names()} has them. Columns such as {@code
   * kind=old} and {@code kind=new}, which have the same text before a {@code =}, are one feature.
   *
   * @throws IllegalArgumentException where there are more or fewer names than columns
   */
  public PermutationImportance names(List<String> names) {
    int columns = samples.inputs().get(0)[0].length;
    if (names.size() != columns) {
      throw new IllegalArgumentException(
          "%d names for %d columns; give one each".formatted(names.size(), columns));
    }
    Map<String, int[]> grouped = new LinkedHashMap<>();
    for (int i = 0; i < columns; i++) {
      int[] column = {i};
      grouped.merge(
          names.get(i).split("=", 2)[0],
          column,
          (before, more) -> IntStream.concat(Arrays.stream(before), Arrays.stream(more)).toArray());
    }
    return features(grouped);
  }

  /**
   * This with features of its own: names with the columns whose values are shuffled together.
   *
   * @throws IllegalArgumentException where there is no such column
   */
  public PermutationImportance features(Map<String, int[]> columns) {
    int count = samples.inputs().get(0)[0].length;
    columns.forEach(
        (name, indices) -> {
          for (int index : indices) {
            if (index < 0 || index >= count) {
              throw new IllegalArgumentException(
                  "feature '%s' has the column %d; there are 0 to %d"
                      .formatted(name, index, count - 1));
            }
          }
        });
    return new PermutationImportance(
        network, samples, metric, new LinkedHashMap<>(columns), repeats, seed);
  }

  /** This with another number of shuffles for each feature, at least 1. */
  public PermutationImportance repeats(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("repeats are at least 1, but are " + number);
    }
    return new PermutationImportance(network, samples, metric, features, number, seed);
  }

  /** This with another seed of the shuffles. */
  public PermutationImportance seed(long other) {
    return new PermutationImportance(network, samples, metric, features, repeats, other);
  }

  /** The features, the most important one first. The same seed gives the same numbers. */
  public List<Importance> ranking() {
    int[] order = IntStream.range(0, samples.count()).toArray();
    double whole = score(new int[0], order);
    Randomness randomness = Randomness.of(seed);
    List<Importance> found = new ArrayList<>();
    int pass = 0;
    for (Map.Entry<String, int[]> feature : features.entrySet()) {
      List<Double> drops = new ArrayList<>();
      for (int repeat = 0; repeat < repeats; repeat++) {
        Order.shuffled(randomness, pass++).fill(order);
        double drop = whole - score(feature.getValue(), order);
        drops.add(metric.higherIsBetter() ? drop : -drop);
      }
      found.add(new Importance(feature.getKey(), drops));
    }
    found.sort(Comparator.comparingDouble(Importance::mean).reversed());
    return found;
  }

  /** The metric, with some columns of each sample taken from another. */
  private double score(int[] columns, int[] order) {
    float[][] rows = samples.inputs().get(0);
    float[][] targets = samples.targets().get(0);
    Metric.Accumulator accumulator = metric.on(network.outputs().get(0), targets[0].length);
    for (int from = 0; from < rows.length; from += BATCH) {
      float[][] batch = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BATCH));
      for (int s = 0; s < batch.length; s++) {
        batch[s] = batch[s].clone();
        for (int column : columns) {
          batch[s][column] = rows[order[from + s]][column];
        }
      }
      float[][] predictions = network.predict(batch);
      for (int s = 0; s < batch.length; s++) {
        accumulator.add(predictions[s], targets[from + s], 1);
      }
    }
    return accumulator.result();
  }
}

package dev.cortado.data;

import dev.cortado.random.Randomness;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.ejml.data.FMatrixRMaj;

/** Samples in memory, one row each, handed on by reference. */
public final class Samples implements Dataset {
  private final List<float[][]> inputs;
  private final List<float[][]> targets;
  private final float[] weights;

  /** By target; empty where all are 1. */
  private final List<float[]> targetWeights;

  private Samples(
      List<float[][]> inputs,
      List<float[][]> targets,
      float[] weights,
      List<float[]> targetWeights) {
    this.inputs = List.copyOf(inputs);
    this.targets = List.copyOf(targets);
    this.weights = weights;
    this.targetWeights = List.copyOf(targetWeights);
    int size = inputs.get(0).length;
    for (int i = 0; i < inputs.size(); i++) {
      requireRows("input " + i, inputs.get(i), size);
    }
    for (int i = 0; i < targets.size(); i++) {
      requireRows("target " + i, targets.get(i), size);
    }
  }

  /**
   * Samples of a network with one input and one output.
   *
   * @param inputs one row a sample
   * @param targets one row a sample
   * @throws IllegalArgumentException where there are not as many rows, or rows differ in length
   */
  public static Samples of(float[][] inputs, float[][] targets) {
    return of(List.<float[][]>of(inputs), List.<float[][]>of(targets));
  }

  /** Samples whose targets are indices of classes, for sparse categorical cross-entropy. */
  public static Samples of(float[][] inputs, int[] labels) {
    float[][] targets = new float[labels.length][1];
    for (int i = 0; i < labels.length; i++) {
      targets[i][0] = labels[i];
    }
    return of(inputs, targets);
  }

  /**
   * Samples of a network with several inputs or outputs: rows for each of them.
   *
   * @param targets for each output with a loss, in the network's order, one row a sample
   * @throws IllegalArgumentException where there is no input, there are not as many rows, or rows
   *     differ in length
   */
  public static Samples of(List<float[][]> inputs, List<float[][]> targets) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "samples have rows for at least 1 input, but there is none; a network has at least one");
    }
    float[] weights = new float[inputs.get(0).length];
    Arrays.fill(weights, 1);
    return new Samples(inputs, targets, weights, List.of());
  }

  /**
   * The same samples, each of which counts for so much: Keras's {@code sample_weight}. The loss of
   * a batch is the sum of {@code weight · loss} by the number of samples, not by the sum of the
   * weights; metrics count all samples alike, unless they are {@code weightedMetrics}.
   *
   * @param perSample one finite weight a sample, not copied; in place of those there were
   * @throws IllegalArgumentException where there are not as many weights as samples
   */
  public Samples weights(float[] perSample) {
    if (perSample.length != count()) {
      throw new IllegalArgumentException(
          "%d weights for %d samples; give one a sample".formatted(perSample.length, count()));
    }
    return new Samples(inputs, targets, perSample, targetWeights);
  }

  /**
   * The same samples, each of which counts for so much in the loss and the weighted metrics of each
   * output, times {@link #weights()}: Keras's {@code sample_weight} with a list for the outputs.
   *
   * @param perTarget for each target one finite weight a sample, not copied; in place of those
   *     there were
   * @throws IllegalArgumentException where there are not as many weights as targets and samples
   */
  public Samples targetWeights(List<float[]> perTarget) {
    if (perTarget.size() != targets.size()) {
      throw new IllegalArgumentException(
          "weights for %d targets, but there are %d; give one array each"
              .formatted(perTarget.size(), targets.size()));
    }
    for (int i = 0; i < perTarget.size(); i++) {
      if (perTarget.get(i).length != count()) {
        throw new IllegalArgumentException(
            "%d weights of target %d for %d samples; give one a sample"
                .formatted(perTarget.get(i).length, i, count()));
      }
    }
    return new Samples(inputs, targets, weights, perTarget);
  }

  /**
   * What each sample counts for in each output, times {@link #weights()}: the arrays themselves;
   * empty where all are 1.
   */
  public List<float[]> targetWeights() {
    return targetWeights;
  }

  /** What each sample counts for, 1 unless given: the array itself, not a copy. */
  public float[] weights() {
    return weights;
  }

  private static void requireRows(String what, float[][] rows, int size) {
    if (rows.length != size) {
      throw new IllegalArgumentException(
          "%s has %d rows, but input 0 has %d; give one row a sample to each"
              .formatted(what, rows.length, size));
    }
    for (int row = 0; row < size; row++) {
      if (rows[row] == null) {
        throw new IllegalArgumentException(
            "row %d of %s is null; give it its values, or leave the sample out"
                .formatted(row, what));
      }
      if (rows[row].length != rows[0].length) {
        throw new IllegalArgumentException(
            "row %d of %s has %d values, but row 0 has %d; all rows of an input or target are as long"
                .formatted(row, what, rows[row].length, rows[0].length));
      }
    }
  }

  @Override
  public OptionalInt size() {
    return OptionalInt.of(count());
  }

  /** The number of samples. */
  public int count() {
    return inputs.get(0).length;
  }

  /** The rows of each input. */
  public List<float[][]> inputs() {
    return inputs;
  }

  /** The rows of each target. */
  public List<float[][]> targets() {
    return targets;
  }

  /** The same samples in a random order: the same for the same seed. */
  public Samples shuffled(long seed) {
    int[] indices = new int[count()];
    Order.shuffled(Randomness.of(seed), 0).fill(indices);
    return taken(indices);
  }

  private static float[][] gathered(float[][] rows, int[] indices) {
    return Arrays.stream(indices).mapToObj(index -> rows[index]).toArray(float[][]::new);
  }

  private static float[] gathered(float[] values, int[] indices) {
    float[] gathered = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      gathered[i] = values[indices[i]];
    }
    return gathered;
  }

  /**
   * The same samples with a scaled input.
   *
   * @throws IllegalArgumentException where there are several inputs, or rows of another length than
   *     the scaling's
   */
  public Samples scaled(Scaling scaling) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          "the samples have %d inputs; scale the rows of each with Scaling.apply"
              .formatted(inputs.size()));
    }
    return new Samples(
        List.<float[][]>of(scaling.apply(inputs.get(0))), targets, weights, targetWeights);
  }

  /**
   * The samples from one index up to, but without, another.
   *
   * @throws IndexOutOfBoundsException where there are not so many samples
   */
  public Samples slice(int from, int to) {
    Objects.checkFromToIndex(from, to, count());
    return new Samples(
        inputs.stream().map(rows -> Arrays.copyOfRange(rows, from, to)).toList(),
        targets.stream().map(rows -> Arrays.copyOfRange(rows, from, to)).toList(),
        Arrays.copyOfRange(weights, from, to),
        targetWeights.stream().map(values -> Arrays.copyOfRange(values, from, to)).toList());
  }

  @Override
  public Batches batches(int batchSize, Order order) {
    return new Pass(order.indices(count()), batchSize);
  }

  private final class Pass implements Batches {
    private final int[] indices;
    private final int batchSize;
    private int next;

    private Pass(int[] indices, int batchSize) {
      this.indices = indices;
      this.batchSize = batchSize;
    }

    @Override
    public boolean next(Batch batch) {
      int samples = Math.min(batchSize, indices.length - next);
      batch.samples(samples);
      for (int i = 0; i < inputs.size(); i++) {
        gather(inputs.get(i), batch.input(i), samples);
      }
      for (int i = 0; i < targets.size(); i++) {
        gather(targets.get(i), batch.target(i), samples);
      }
      gather(weights, batch.weights(), samples);
      for (int i = 0; i < targets.size(); i++) {
        if (targetWeights.isEmpty()) {
          Arrays.fill(batch.targetWeights(i), 1);
        } else {
          gather(targetWeights.get(i), batch.targetWeights(i), samples);
        }
      }
      next += samples;
      return samples > 0;
    }

    @Override
    public void skip(int count, Batch batch) {
      next = (int) Math.min(indices.length, next + (long) count * batchSize);
    }

    private void gather(float[] values, float[] into, int samples) {
      for (int s = 0; s < samples; s++) {
        into[s] = values[indices[next + s]];
      }
    }

    private void gather(float[][] rows, float[][] into, int samples) {
      for (int s = 0; s < samples; s++) {
        into[s] = rows[indices[next + s]];
      }
    }
  }

  /** Samples of EJML's matrices, with a row for each sample; the values are copied. */
  public static Samples of(FMatrixRMaj inputs, FMatrixRMaj targets) {
    return of(Matrices.rows(inputs), Matrices.rows(targets));
  }

  /** Samples of a matrix whose targets are indices of classes. */
  public static Samples of(FMatrixRMaj inputs, int[] labels) {
    return of(Matrices.rows(inputs), labels);
  }

  /**
   * Two parts in a random order, the same for the same seed.
   *
   * @param testFraction how much is for testing, above 0 and below 1; the number is rounded
   * @throws IllegalArgumentException where a part would be empty
   */
  public Split<Samples> split(double testFraction, long seed) {
    return taken(Partition.of(count(), seed).split(testFraction));
  }

  /**
   * As {@link #split}, with each class in both parts by its share, to within 1. A sample's class is
   * its target: an index, or a row with a single 1.
   *
   * @throws IllegalArgumentException where a part would be empty, or targets are no classes
   */
  public Split<Samples> stratifiedSplit(double testFraction, long seed) {
    return taken(Partition.stratified(Labels.classes(targets), seed).split(testFraction));
  }

  /**
   * For cross-validation: each sample is in the test part of exactly one of k splits, whose sizes
   * differ by at most 1.
   *
   * @throws IllegalArgumentException where k is not from 2 to the number of samples
   */
  public List<Split<Samples>> folds(int k, long seed) {
    return Partition.of(count(), seed).folds(k).stream().map(this::taken).toList();
  }

  /** As {@link #folds}, with each class in all test parts by its share, to within 1. */
  public List<Split<Samples>> stratifiedFolds(int k, long seed) {
    return Partition.stratified(Labels.classes(targets), seed).folds(k).stream()
        .map(this::taken)
        .toList();
  }

  private Split<Samples> taken(Split<int[]> indices) {
    return new Split<>(taken(indices.train()), taken(indices.test()));
  }

  private Samples taken(int[] indices) {
    return new Samples(
        inputs.stream().map(rows -> gathered(rows, indices)).toList(),
        targets.stream().map(rows -> gathered(rows, indices)).toList(),
        gathered(weights, indices),
        targetWeights.stream().map(values -> gathered(values, indices)).toList());
  }
}

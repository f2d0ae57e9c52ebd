package dev.cortado.data;

import java.util.Arrays;

/**
 * Some samples and their targets: for each input and each output of a network one row a sample, by
 * reference. Filled again and again by a data set.
 */
public final class Batch {
  private final float[][][] inputs;
  private final float[][][] targets;
  private final float[] weights;
  private final float[][] targetWeights;
  private int samples;

  /**
   * An empty batch.
   *
   * @param capacity how many samples fit, at least 1
   * @param inputCount how many inputs the network has
   * @param outputCount how many outputs of the network have targets: those with a loss
   */
  public Batch(int capacity, int inputCount, int outputCount) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "a batch holds at least 1 sample, but " + capacity + " was asked for");
    }
    inputs = new float[inputCount][capacity][];
    targets = new float[outputCount][capacity][];
    weights = new float[capacity];
    targetWeights = new float[outputCount][capacity];
    for (float[] ones : targetWeights) {
      Arrays.fill(ones, 1);
    }
  }

  /** How many samples fit. */
  public int capacity() {
    return weights.length;
  }

  /** Of a network with how many inputs it is. */
  public int inputCount() {
    return inputs.length;
  }

  /** For how many outputs of a network it has targets. */
  public int outputCount() {
    return targets.length;
  }

  /** How many samples it holds. */
  public int samples() {
    return samples;
  }

  /** Says how many samples it holds, at most its capacity. */
  public void samples(int count) {
    if (count < 0 || count > weights.length) {
      throw new IllegalArgumentException(
          "a batch of up to %d samples cannot hold %d; make one of a greater capacity"
              .formatted(weights.length, count));
    }
    samples = count;
  }

  /**
   * The rows of an input, by position among the network's inputs: rows are shared, the array of
   * rows is its own.
   *
   * @throws IllegalArgumentException where the network has no such input
   */
  public float[][] input(int input) {
    if (input < 0 || input >= inputs.length) {
      throw new IllegalArgumentException(
          "the batch is of a network with %d inputs, which has no input %d; fill as many as the network has"
              .formatted(inputs.length, input));
    }
    return inputs[input];
  }

  /**
   * The rows of the targets of an output, by position among the network's outputs with a loss.
   *
   * @throws IllegalArgumentException where the network has no such output
   */
  public float[][] target(int output) {
    requireTarget(output);
    return targets[output];
  }

  private void requireTarget(int output) {
    if (output < 0 || output >= targets.length) {
      throw new IllegalArgumentException(
          "the batch is of a network with %d outputs, which has no target %d; fill as many as the network has"
              .formatted(targets.length, output));
    }
  }

  /** What each sample counts for, 1 as a rule: the array itself, to be filled with the samples. */
  public float[] weights() {
    return weights;
  }

  /**
   * What each sample counts for in the loss of one output, times {@link #weights()}; 1 unless
   * filled: the array itself.
   *
   * @param output the position among the network's outputs with a loss
   * @throws IllegalArgumentException where the network has no such output
   */
  public float[] targetWeights(int output) {
    requireTarget(output);
    return targetWeights[output];
  }
}

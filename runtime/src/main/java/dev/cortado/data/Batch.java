package dev.cortado.data;

/**
 * Some samples and their targets: for each input and each output of a network one row a sample, by
 * reference. Filled again and again by a data set.
 */
public final class Batch {
  private final float[][][] inputs;
  private final float[][][] targets;
  private final float[] weights;
  private int samples;

  /** An empty batch for as many samples, of a network with so many inputs and outputs. */
  public Batch(int capacity, int inputCount, int outputCount) {
    inputs = new float[inputCount][capacity][];
    targets = new float[outputCount][capacity][];
    weights = new float[capacity];
  }

  /** How many samples fit. */
  public int capacity() {
    return weights.length;
  }

  /** How many samples it holds. */
  public int samples() {
    return samples;
  }

  /** Says how many samples it holds, at most its capacity. */
  public void samples(int count) {
    if (count < 0 || count > weights.length) {
      throw new IllegalArgumentException(
          "a batch of up to " + weights.length + " samples cannot hold " + count);
    }
    samples = count;
  }

  /**
   * The rows of an input, by position among the network's inputs: rows are shared, the array of
   * rows is its own.
   */
  public float[][] input(int input) {
    return inputs[input];
  }

  /** The rows of the targets of an output, by position among the network's outputs. */
  public float[][] target(int output) {
    return targets[output];
  }

  /** What each sample counts for. */
  public float[] weights() {
    return weights;
  }
}

package dev.cortado.model;

import dev.cortado.kernel.Scratch;
import dev.cortado.kernel.Team;
import java.util.Arrays;

/**
 * The arrays that one thread needs to run a network on a number of samples at a time: the values of
 * every layer, one row a sample, and while training their gradients. Generated classes extend it
 * with a field for each layer.
 *
 * <p>Inputs are rows that the caller owns: nothing is copied in.
 */
public abstract class Workspace {
  private final int capacity;
  private final float[][][] inputs;
  private final Scratch scratch = new Scratch();
  private long noise;

  /**
   * @param capacity how many samples fit, at least 1
   * @param inputCount the number of input layers
   */
  protected Workspace(int capacity, int inputCount) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "a workspace holds at least 1 sample, but " + capacity + " was asked for");
    }
    this.capacity = capacity;
    this.inputs = new float[inputCount][capacity][];
  }

  /** How many samples fit. */
  public final int capacity() {
    return capacity;
  }

  /**
   * Sets the samples of one input, by reference.
   *
   * @param input the position among the network's inputs
   * @param rows one row a sample; the rows are not modified
   * @param from the first row to take
   * @param samples how many rows to take, at most the capacity
   */
  public final void input(int input, float[][] rows, int from, int samples) {
    System.arraycopy(rows, from, inputs[input], 0, samples);
  }

  /** The samples of one input, one row a sample. */
  public final float[][] input(int input) {
    return inputs[input];
  }

  /** What kernels keep intermediate results in. */
  public final Scratch scratch() {
    return scratch;
  }

  /** Lets kernels split large work over a team; null for one thread. The bits stay the same. */
  public final void team(Team team) {
    scratch.team(team);
  }

  /** Lets go of the samples. */
  public final void release() {
    for (float[][] rows : inputs) {
      Arrays.fill(rows, null);
    }
  }

  /** Sets the key from which layers such as dropout draw in the next training pass. */
  public final void noise(long key) {
    noise = key;
  }

  /** The key from which layers such as dropout draw. */
  public final long noise() {
    return noise;
  }

  /** The values of a layer, by its position among all layers: one row a sample. */
  public abstract float[][] layer(int layer);

  /**
   * What the head of an output is applied to, by position among the outputs; the output itself
   * where it has none.
   */
  public abstract float[][] logits(int output);

  /**
   * Where a loss writes its gradient, by position among the outputs: with respect to the logits
   * where the loss was computed from them, else with respect to the output. Only in workspaces for
   * training.
   */
  public abstract float[][] gradient(int output);

  /**
   * The gradient with respect to an input, by its position among the network's inputs: one row a
   * sample, as {@link CompiledModel#inputGradient} writes it. Only in workspaces for explanations.
   */
  public float[][] inputGradient(int input) {
    throw new IllegalStateException("this workspace holds no gradients of inputs");
  }

  /** New rows for a layer. */
  protected static float[][] rows(int capacity, int size) {
    return new float[capacity][size];
  }
}

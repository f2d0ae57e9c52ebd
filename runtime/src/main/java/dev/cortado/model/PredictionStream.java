package dev.cortado.model;

import dev.cortado.kernel.Scratch;

/**
 * A prediction of a sequence whose steps arrive one after another: it keeps the states of the
 * recurrent layers, so that each step costs the same, however long the sequence is. Keras: {@code
 * stateful=True} with sequences of one step.
 *
 * <p>A step's prediction has the same bits as the whole sequence of the steps so far would give: in
 * the prediction itself where the network reduces the sequence to its last step, or in the last row
 * of it where the output is a sequence. The sequence may be longer than the network's input says.
 *
 * <p>A stream reads the parameters of its network whenever it predicts. Any number of streams of a
 * network may be used at once, each by one thread at a time.
 */
public abstract class PredictionStream {
  private final Scratch scratch = new Scratch();
  private final String input;
  private final int stepSize;
  private final String output;
  private final int predictionSize;

  /**
   * @param input the name of the input layer
   * @param stepSize how many values a step of it has
   * @param output the name of the output layer
   * @param predictionSize how many values it has for a step
   */
  protected PredictionStream(String input, int stepSize, String output, int predictionSize) {
    this.input = input;
    this.stepSize = stepSize;
    this.output = output;
    this.predictionSize = predictionSize;
  }

  /** How many values a step has. */
  public final int stepSize() {
    return stepSize;
  }

  /** How many values the prediction of a step has. */
  public final int predictionSize() {
    return predictionSize;
  }

  /** Reads the next step, and predicts into a fresh array. */
  public final float[] next(float[] step) {
    float[] prediction = new float[predictionSize];
    next(step, prediction);
    return prediction;
  }

  /**
   * Reads the next step, and predicts. Allocates nothing once a step was read before.
   *
   * @param step the values of the step. Not modified.
   * @param prediction receives the prediction. Modified.
   * @throws IllegalArgumentException where an array's length is not the layer's size, which leaves
   *     the states as they were, or where a step holds a number that is no token; then {@link
   *     #reset}
   */
  public final void next(float[] step, float[] prediction) {
    require(input, stepSize, step);
    require(output, predictionSize, prediction);
    advance(step, prediction);
  }

  /** Begins a new sequence: the next step is its first. Keras: {@code reset_states}. */
  public abstract void reset();

  /** Computes every layer for the next step. */
  protected abstract void advance(float[] step, float[] prediction);

  /** What kernels keep intermediate results in. */
  protected final Scratch scratch() {
    return scratch;
  }

  private static void require(String layer, int size, float[] values) {
    if (values.length != size) {
      throw new IllegalArgumentException(
          "layer '%s' holds %d values a step, but the array has %d"
              .formatted(layer, size, values.length));
    }
  }
}

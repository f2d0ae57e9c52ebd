package dev.cortado.metric;

import dev.cortado.model.Layer;

/**
 * A figure that judges predictions. A metric is immutable; {@link #on} prepares it for one output
 * of a network.
 */
public interface Metric {
  /**
   * The fraction of samples whose class is predicted: by a threshold of 0.5 for one unit, else by
   * the greatest probability, against the index of a class or one-hot targets, as Keras resolves
   * {@code "accuracy"}.
   */
  Metric ACCURACY = new Accuracy();

  /** The name in reports, for example {@code accuracy}. */
  String name();

  /** Whether a greater figure is a better one. */
  boolean higherIsBetter();

  /**
   * An empty accumulator for an output.
   *
   * @param output the output
   * @param targetSize how many target values belong to one sample
   * @throws IllegalArgumentException where the metric makes no sense for them
   */
  Accumulator on(Layer output, int targetSize);

  /**
   * Accumulates samples. Two accumulators of the same metric merge into what one would hold that
   * had seen the samples of both. Not safe from many threads.
   */
  interface Accumulator {
    /**
     * Adds a sample. Allocates nothing.
     *
     * @param prediction the output's values, never logits. Not modified.
     * @param target the target's values. Not modified.
     * @param weight what the sample counts for, 1 as a rule
     */
    void add(float[] prediction, float[] target, float weight);

    /** Adds what another accumulator of the same metric and output has seen. */
    void merge(Accumulator other);

    /** The figure so far; 0 before any sample, as in Keras. */
    double result();

    /** Forgets all samples. */
    void reset();

    /** All that it has seen, as numbers: a copy, for checkpoints. */
    double[] state();

    /** Takes over what {@link #state} of an accumulator of the same metric and output returned. */
    void restore(double[] state);
  }
}

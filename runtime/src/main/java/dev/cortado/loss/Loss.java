package dev.cortado.loss;

import dev.cortado.model.Layer;

/**
 * What training makes small. A loss is immutable; {@link #on} prepares it for one output of a
 * network.
 *
 * <p>Definitions are those of Keras 3: the mean over an output's values, then over samples.
 */
public interface Loss {
  /** The mean of {@code (prediction - target)²}. */
  Loss MEAN_SQUARED_ERROR = new MeanSquaredError();

  /**
   * The mean of {@code -(target · log p + (1 - target) · log(1 - p))}; targets lie in [0, 1].
   * Computed from the logits where the output ends in a sigmoid.
   */
  Loss BINARY_CROSSENTROPY = new BinaryCrossentropy();

  /**
   * {@code -Σ target · log p}; targets are one-hot, or probabilities that sum to 1. Computed from
   * the logits where the output ends in a softmax.
   */
  Loss CATEGORICAL_CROSSENTROPY = new CategoricalCrossentropy(false);

  /** {@link #CATEGORICAL_CROSSENTROPY} with the index of a class as target. */
  Loss SPARSE_CATEGORICAL_CROSSENTROPY = new CategoricalCrossentropy(true);

  /** The name in reports, for example {@code mean_squared_error}. */
  String name();

  /**
   * Prepares this loss for an output.
   *
   * @throws IllegalArgumentException where the loss makes no sense for the output's shape; the
   *     message names the layer, its shape and the remedy
   */
  OutputLoss on(Layer output);

  /** A loss prepared for one output. Immutable, safe from many threads, allocates nothing. */
  interface OutputLoss {
    /** Whether {@link #sample} takes the output's logits, not the output itself. */
    boolean fromLogits();

    /** How many target values belong to one sample. */
    int targetSize();

    /**
     * Checks one sample's target before training.
     *
     * @return what is wrong and how to mend it, with the index of the offending value, or null
     */
    String problemWith(float[] target);

    /**
     * The fraction of the target that counts: below 1 where a loss ignores a part of it. The mean
     * over samples is divided by the sum of these.
     */
    default double counted(float[] target) {
      return 1;
    }

    /**
     * The loss of one sample and its gradient.
     *
     * @param prediction the output's values or logits. Not modified.
     * @param target the target's values. Not modified.
     * @param scale what the gradient is multiplied by; the returned loss is not
     * @param gradient receives the gradient with respect to {@code prediction}; may be null where
     *     only the loss is wanted. Modified.
     * @return the loss, unscaled
     */
    double sample(float[] prediction, float[] target, float scale, float[] gradient);
  }
}

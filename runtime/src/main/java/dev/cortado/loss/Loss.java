package dev.cortado.loss;

import dev.cortado.kernel.Scratch;
import dev.cortado.model.Layer;
import java.util.List;
import java.util.OptionalInt;

/**
 * What training makes small. A loss is immutable; {@link #on} prepares it for one output of a
 * network.
 *
 * <p>Definitions are those of Keras 3: the mean over an output's values, then over samples. Losses
 * with parameters are the constants with Keras's defaults and copies of them: {@code
 * Loss.HUBER.delta(2)}, {@code Loss.CATEGORICAL_CROSSENTROPY.labelSmoothing(0.1)}.
 */
public interface Loss {
  /** The mean of {@code (prediction - target)²}. */
  Loss MEAN_SQUARED_ERROR = new MeanSquaredError();

  /** The mean of {@code |prediction - target|}. */
  Loss MEAN_ABSOLUTE_ERROR = new MeanAbsoluteError();

  /** The mean of {@code 100 · |prediction - target| / |target|}. */
  Loss MEAN_ABSOLUTE_PERCENTAGE_ERROR = new MeanAbsolutePercentageError();

  /** The mean of {@code (log(prediction + 1) - log(target + 1))²}; targets are at least 0. */
  Loss MEAN_SQUARED_LOGARITHMIC_ERROR = new MeanSquaredLogarithmicError();

  /** The mean of {@code log(cosh(prediction - target))}. */
  Loss LOG_COSH = new LogCosh();

  /** The mean of squares of small errors and sizes of large ones; {@code delta} is 1. */
  Huber HUBER = new Huber(1);

  /** The mean of {@code max(1 - target · prediction, 0)}; targets are -1 and 1, or 0 and 1. */
  Loss HINGE = new Hinge();

  /** The mean of {@code max(1 - target · prediction, 0)²}; targets are -1 and 1, or 0 and 1. */
  Loss SQUARED_HINGE = new SquaredHinge();

  /**
   * How far the best wrong class comes within 1 of the right one; targets are one-hot, or -1 and 1.
   */
  Loss CATEGORICAL_HINGE = new CategoricalHinge();

  /**
   * The mean of {@code -(target · log p + (1 - target) · log(1 - p))}; targets lie in [0, 1].
   * Computed from the logits where the output ends in a sigmoid.
   */
  BinaryCrossentropy BINARY_CROSSENTROPY = new BinaryCrossentropy(0);

  /**
   * {@code -Σ target · log p}; targets are one-hot, or probabilities that sum to 1. Computed from
   * the logits where the output ends in a softmax.
   */
  CategoricalCrossentropy CATEGORICAL_CROSSENTROPY = new CategoricalCrossentropy(0);

  /** {@link #CATEGORICAL_CROSSENTROPY} with the index of a class as target. */
  SparseCategoricalCrossentropy SPARSE_CATEGORICAL_CROSSENTROPY =
      new SparseCategoricalCrossentropy(OptionalInt.empty());

  /**
   * {@link #BINARY_CROSSENTROPY} in which hard examples count most: {@code gamma} is 2, classes are
   * not balanced.
   */
  BinaryFocalCrossentropy BINARY_FOCAL_CROSSENTROPY =
      new BinaryFocalCrossentropy(false, 0.25, 2, 0);

  /**
   * {@link #CATEGORICAL_CROSSENTROPY} in which hard examples count most: {@code alpha} is 0.25,
   * {@code gamma} is 2.
   */
  CategoricalFocalCrossentropy CATEGORICAL_FOCAL_CROSSENTROPY =
      new CategoricalFocalCrossentropy(List.of(0.25), 2, 0);

  /**
   * {@code Σ target · log(target / p)}; targets are probabilities that sum to 1. Computed from the
   * logits where the output ends in a softmax.
   */
  Loss KL_DIVERGENCE = new KlDivergence();

  /** The mean of {@code prediction - target · log(prediction)}; targets are counts. */
  Loss POISSON = new Poisson();

  /** The cosine of the angle between target and prediction along the last axis, negated. */
  Loss COSINE_SIMILARITY = new CosineSimilarity();

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

    /**
     * The losses of a batch and their gradients: those of {@link #sample} of each, with the same
     * bits, where it can be in less time.
     *
     * @param predictions the output's values or logits, one row a sample. Not modified.
     * @param targets the targets' values. Not modified.
     * @param count how many samples there are
     * @param scales what the gradient of each sample is multiplied by
     * @param gradients receives the gradients; may be null where only the losses are wanted.
     *     Modified.
     * @param losses receives the losses, unscaled. Modified.
     * @param scratch for intermediate results
     */
    default void samples(
        float[][] predictions,
        float[][] targets,
        int count,
        float[] scales,
        float[][] gradients,
        double[] losses,
        Scratch scratch) {
      for (int s = 0; s < count; s++) {
        float[] gradient = gradients == null ? null : gradients[s];
        losses[s] = sample(predictions[s], targets[s], scales[s], gradient);
      }
    }
  }
}

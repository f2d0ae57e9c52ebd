package dev.cortado.metric;

import dev.cortado.loss.Loss;
import dev.cortado.model.Layer;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A figure that judges predictions. A metric is immutable; {@link #on} prepares it for one output
 * of a network.
 *
 * <p>Definitions are those of Keras 3. Metrics with parameters are the constants with Keras's
 * defaults and copies of them: {@code Metric.PRECISION.threshold(0.9)}, {@code
 * Metric.AUC.curve(Auc.Curve.PR).name("pr_auc")}.
 */
public interface Metric {
  /**
   * The fraction of samples whose class is predicted: by a threshold of 0.5 for one unit, else by
   * the greatest probability, against the index of a class or one-hot targets, as Keras resolves
   * {@code "accuracy"}.
   */
  Metric ACCURACY = new Accuracy();

  /** The fraction of values on the right side of 0.5; targets are 0 and 1. */
  BinaryAccuracy BINARY_ACCURACY = new BinaryAccuracy("binary_accuracy", 0.5);

  /** The fraction of samples whose class has the greatest value; targets are one-hot. */
  Metric CATEGORICAL_ACCURACY = new CategoricalAccuracy(false);

  /** {@link #CATEGORICAL_ACCURACY} with the index of a class as target. */
  Metric SPARSE_CATEGORICAL_ACCURACY = new CategoricalAccuracy(true);

  /** The fraction of samples whose class is among the 5 greatest values; targets are one-hot. */
  TopKCategoricalAccuracy TOP_K_CATEGORICAL_ACCURACY =
      new TopKCategoricalAccuracy("top_k_categorical_accuracy", 5, false);

  /** {@link #TOP_K_CATEGORICAL_ACCURACY} with the index of a class as target. */
  TopKCategoricalAccuracy SPARSE_TOP_K_CATEGORICAL_ACCURACY =
      new TopKCategoricalAccuracy("sparse_top_k_categorical_accuracy", 5, true);

  /** The fraction of values greater than 0.5 that should be. */
  Precision PRECISION = new Precision("precision", 0.5, OptionalInt.empty());

  /** The fraction of values that should be greater than 0.5 that are. */
  Recall RECALL = new Recall("recall", 0.5, OptionalInt.empty());

  /** The harmonic mean of precision and recall of each class, averaged. */
  FBetaScore F1_SCORE =
      new FBetaScore(
          "f1_score", 1, OptionalDouble.empty(), FBetaScore.Average.MACRO, OptionalInt.empty());

  /** {@link #F1_SCORE} in which recall counts {@code beta} times as much as precision. */
  FBetaScore FBETA_SCORE = F1_SCORE.name("fbeta_score");

  /** The area under the curve of recall against false positives, the ROC curve. */
  Auc AUC = new Auc("auc", Auc.Curve.ROC, 200, Auc.SummationMethod.INTERPOLATION);

  /** The mean of {@code (prediction - target)²}. */
  Metric MEAN_SQUARED_ERROR = new MeanLoss(Loss.MEAN_SQUARED_ERROR);

  /** The root of {@link #MEAN_SQUARED_ERROR}. */
  Metric ROOT_MEAN_SQUARED_ERROR = new RootMeanSquaredError();

  /** The mean of {@code |prediction - target|}. */
  Metric MEAN_ABSOLUTE_ERROR = new MeanLoss(Loss.MEAN_ABSOLUTE_ERROR);

  /** The mean of {@code 100 · |prediction - target| / |target|}. */
  Metric MEAN_ABSOLUTE_PERCENTAGE_ERROR = new MeanLoss(Loss.MEAN_ABSOLUTE_PERCENTAGE_ERROR);

  /** The fraction of the targets' variance that predictions explain. */
  Metric R2_SCORE = new R2Score();

  /** The cosine of the angle between target and prediction along the last axis. */
  Metric COSINE_SIMILARITY = new CosineSimilarity();

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

    /** All that it has seen, as numbers, always as many: a copy, for checkpoints. */
    double[] state();

    /** Takes over what {@link #state} of an accumulator of the same metric and output returned. */
    void restore(double[] state);
  }
}

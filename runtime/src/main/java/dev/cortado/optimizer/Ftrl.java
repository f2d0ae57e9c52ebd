package dev.cortado.optimizer;

import static dev.cortado.optimizer.Hyperparameter.requireNotNegative;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;

/**
 * Follow the regularized leader (McMahan and others, "Ad click prediction: a view from the
 * trenches", 2013), for shallow models of sparse inputs: with {@code p = -learningRatePower},
 *
 * <pre>{@code
 * z += g + 2 · l2Shrinkage · w - ((n + g²)^p - n^p) / rate · w
 * n += g²
 * w = (clip(z, -l1, l1) - z) / ((n^p + beta) / rate + 2 · l2)
 * }</pre>
 *
 * <p>The parameters follow from {@code z} and {@code n} alone, so that their first values are all
 * but forgotten after one step. A step at a rate of 0 changes nothing.
 *
 * @param learningRate the rate by step; 0.001 unless given
 * @param learningRatePower at most 0; -0.5 unless given, with which steps are much faster than with
 *     other powers; 0 keeps the rate as it is
 * @param initialAccumulator where {@code n} begins, at least 0; 0.1 unless given
 * @param l1 the L1 penalty, at least 0; 0 unless given
 * @param l2 the L2 penalty, which steadies, at least 0; 0 unless given
 * @param l2Shrinkage the L2 penalty on magnitudes, at least 0; 0 unless given
 * @param beta at least 0; 0 unless given
 */
public record Ftrl(
    LearningRate learningRate,
    double learningRatePower,
    double initialAccumulator,
    double l1,
    double l2,
    double l2Shrinkage,
    double beta)
    implements Optimizer {
  /** Checks the numbers. */
  public Ftrl {
    if (!(learningRatePower <= 0 && Float.isFinite((float) learningRatePower))) {
      throw new IllegalArgumentException(
          "learning rate power of FTRL is %s, but must be at most 0 and finite; usual is -0.5"
              .formatted(learningRatePower));
    }
    requireNotNegative("initial accumulator of FTRL", initialAccumulator, "0.1");
    requireNotNegative("l1 of FTRL", l1, "0");
    requireNotNegative("l2 of FTRL", l2, "0");
    requireNotNegative("l2 shrinkage of FTRL", l2Shrinkage, "0");
    requireNotNegative("beta of FTRL", beta, "0 or 1");
  }

  /** With Keras's defaults. */
  public static Ftrl create() {
    return new Ftrl(LearningRate.constant(0.001), -0.5, 0.1, 0, 0, 0, 0);
  }

  /** This with another constant learning rate. */
  public Ftrl learningRate(double rate) {
    return learningRate(LearningRate.constant(rate));
  }

  /** This with a learning rate by step. */
  public Ftrl learningRate(LearningRate schedule) {
    return new Ftrl(schedule, learningRatePower, initialAccumulator, l1, l2, l2Shrinkage, beta);
  }

  /** This with another power with which the rate falls. */
  public Ftrl learningRatePower(double value) {
    return new Ftrl(learningRate, value, initialAccumulator, l1, l2, l2Shrinkage, beta);
  }

  /** This with another first value of the accumulators. */
  public Ftrl initialAccumulator(double value) {
    return new Ftrl(learningRate, learningRatePower, value, l1, l2, l2Shrinkage, beta);
  }

  /** This with another L1 penalty. */
  public Ftrl l1(double value) {
    return new Ftrl(
        learningRate, learningRatePower, initialAccumulator, value, l2, l2Shrinkage, beta);
  }

  /** This with another L2 penalty. */
  public Ftrl l2(double value) {
    return new Ftrl(
        learningRate, learningRatePower, initialAccumulator, l1, value, l2Shrinkage, beta);
  }

  /** This with another L2 penalty on magnitudes. */
  public Ftrl l2Shrinkage(double value) {
    return new Ftrl(learningRate, learningRatePower, initialAccumulator, l1, l2, value, beta);
  }

  /** This with another beta. */
  public Ftrl beta(double value) {
    return new Ftrl(
        learningRate, learningRatePower, initialAccumulator, l1, l2, l2Shrinkage, value);
  }

  @Override
  public String name() {
    return "ftrl";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    Slots slots = new Slots(trainable);
    return slots.run(new FtrlPass(this, slots));
  }
}

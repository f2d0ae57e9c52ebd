package dev.cortado.optimizer;

import static dev.cortado.optimizer.Branchless.flush;
import static dev.cortado.optimizer.Branchless.sign;
import static dev.cortado.optimizer.Hyperparameter.requireFraction;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;

/**
 * Lion (Chen and others, "Symbolic discovery of optimization algorithms", 2023): {@code w -= rate ·
 * sign(beta1 · m + (1 - beta1) · g)}, then {@code m = beta2 · m + (1 - beta2) · g}. Its rate is
 * commonly a third to a tenth of Adam's.
 *
 * @param learningRate the rate by step; 0.001 unless given
 * @param beta1 the share of the moment in a step, above 0, below 1; 0.9 unless given
 * @param beta2 the decay of the moment, at least 0, below 1; 0.99 unless given
 */
public record Lion(LearningRate learningRate, double beta1, double beta2) implements Optimizer {
  /** Checks the numbers. */
  public Lion {
    requireFraction("beta1 of Lion", beta1, "0.9");
    requireFraction("beta2 of Lion", beta2, "0.99");
    if (beta1 == 0) {
      throw new IllegalArgumentException(
          "beta1 of Lion is 0, with which only the gradient's sign counts, but must be above 0; usual is 0.9");
    }
  }

  /** With Keras's defaults. */
  public static Lion create() {
    return new Lion(LearningRate.constant(0.001), 0.9, 0.99);
  }

  /** This with another constant learning rate. */
  public Lion learningRate(double rate) {
    return learningRate(LearningRate.constant(rate));
  }

  /** This with a learning rate by step. */
  public Lion learningRate(LearningRate schedule) {
    return new Lion(schedule, beta1, beta2);
  }

  /** This with another share of the moment in a step. */
  public Lion beta1(double value) {
    return new Lion(learningRate, value, beta2);
  }

  /** This with another decay of the moment. */
  public Lion beta2(double value) {
    return new Lion(learningRate, beta1, value);
  }

  @Override
  public String name() {
    return "lion";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    Slots slots = new Slots(trainable);
    float[] moment = slots.zeros("moment");
    float keep = (float) beta1;
    float share1 = (float) (1 - beta1);
    float share2 = (float) (1 - beta2);
    return slots.run(
        (w, g, rate, t, from, to) ->
            pass(w, g, moment, (float) rate, keep, share1, share2, from, to));
  }

  private static void pass(
      float[] w,
      float[] g,
      float[] moment,
      float rate,
      float keep,
      float share1,
      float share2,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float m = moment[i];
      moment[i] = flush(m + (x - m) * share2);
      w[i] -= rate * sign(keep * m + share1 * x);
    }
  }
}

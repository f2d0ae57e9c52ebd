package dev.cortado.optimizer;

import static dev.cortado.optimizer.Branchless.flush;
import static dev.cortado.optimizer.Branchless.max;
import static dev.cortado.optimizer.Hyperparameter.requireFraction;
import static dev.cortado.optimizer.Hyperparameter.requirePositive;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;

/**
 * Adamax (Kingma and Ba, "Adam: a method for stochastic optimization", 2014, section 7.1), which is
 * Adam with a maximum in place of the second moment: {@code m += (g - m) · (1 - beta1)}, then with
 * {@code c1 = 1 - beta1^t}
 *
 * <ul>
 *   <li>Keras: {@code u = max(beta2 · u, |g|)}, {@code w -= rate / c1 · m / (u + epsilon)};
 *   <li>PyTorch: {@code u = max(beta2 · u, |g| + epsilon)}, {@code w -= rate / c1 · m / u}.
 * </ul>
 *
 * @param learningRate the rate by step; 0.001 unless given, PyTorch's is 0.002
 * @param beta1 the decay of the first moment, at least 0, below 1; 0.9 unless given
 * @param beta2 the decay of the maximum, at least 0, below 1; 0.999 unless given
 * @param epsilon what keeps the division finite, above 0; 1e-7 unless given, PyTorch's is 1e-8
 * @param flavour whose formula it is
 */
public record Adamax(
    LearningRate learningRate, double beta1, double beta2, double epsilon, Flavour flavour)
    implements Optimizer {
  /** Below any epsilon that matters, and far enough from subnormal numbers. */
  private static final float LEAST_MAXIMUM = 1e-30f;

  /** Checks the numbers. */
  public Adamax {
    requireFraction("beta1 of Adamax", beta1, "0.9");
    requireFraction("beta2 of Adamax", beta2, "0.999");
    requirePositive("epsilon of Adamax", epsilon, "1e-7");
  }

  /** With Keras's defaults. */
  public static Adamax create() {
    return create(Flavour.KERAS);
  }

  /** With the formula and defaults of one of the libraries. */
  public static Adamax create(Flavour flavour) {
    return flavour == Flavour.KERAS
        ? new Adamax(LearningRate.constant(0.001), 0.9, 0.999, 1e-7, flavour)
        : new Adamax(LearningRate.constant(0.002), 0.9, 0.999, 1e-8, flavour);
  }

  /** This with another constant learning rate. */
  public Adamax learningRate(double rate) {
    return learningRate(LearningRate.constant(rate));
  }

  /** This with a learning rate by step. */
  public Adamax learningRate(LearningRate schedule) {
    return new Adamax(schedule, beta1, beta2, epsilon, flavour);
  }

  /** This with another decay of the first moment. */
  public Adamax beta1(double value) {
    return new Adamax(learningRate, value, beta2, epsilon, flavour);
  }

  /** This with another decay of the maximum. */
  public Adamax beta2(double value) {
    return new Adamax(learningRate, beta1, value, epsilon, flavour);
  }

  /** This with another epsilon. */
  public Adamax epsilon(double value) {
    return new Adamax(learningRate, beta1, beta2, value, flavour);
  }

  @Override
  public String name() {
    return "adamax";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    Slots slots = new Slots(trainable);
    float[] first = slots.zeros("first_moment");
    float[] norm = slots.zeros("norm");
    float share = (float) (1 - beta1);
    float keep = (float) beta2;
    float inside = flavour == Flavour.KERAS ? LEAST_MAXIMUM : (float) epsilon;
    float outside = flavour == Flavour.KERAS ? (float) epsilon : 0;
    return slots.run(
        (w, g, rate, t, from, to) -> {
          float scaled = (float) (rate / (1 - Math.pow(beta1, (double) t)));
          pass(w, g, first, norm, share, keep, scaled, inside, outside, from, to);
        });
  }

  private static void pass(
      float[] w,
      float[] g,
      float[] first,
      float[] norm,
      float share,
      float keep,
      float rate,
      float inside,
      float outside,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float m = flush(first[i] + (x - first[i]) * share);
      float u = max(keep * norm[i], Math.abs(x) + inside);
      first[i] = m;
      norm[i] = u;
      w[i] -= rate * m / (u + outside);
    }
  }
}

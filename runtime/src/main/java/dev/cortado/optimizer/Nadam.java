package dev.cortado.optimizer;

import static dev.cortado.optimizer.Branchless.flush;
import static dev.cortado.optimizer.Hyperparameter.requireFraction;
import static dev.cortado.optimizer.Hyperparameter.requireNotNegative;
import static dev.cortado.optimizer.Hyperparameter.requirePositive;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;

/**
 * Nadam, which is Adam with Nesterov's momentum (Dozat, "Incorporating Nesterov momentum into
 * Adam", 2016): {@code m += (g - m) · (1 - beta1)} and {@code v += (g² - v) · (1 - beta2)}; with
 * {@code u_t = beta1 · (1 - 0.96^(t · momentumDecay) / 2)} and {@code p_t = u_1 · … · u_t}, {@code
 * w -= rate · (u_{t+1} · m / (1 - p_{t+1}) + (1 - u_t) · g / (1 - p_t)) / (√(v / (1 - beta2^t)) +
 * epsilon)}. Keras and PyTorch differ in their defaults alone.
 *
 * @param learningRate the rate by step; 0.001 unless given, PyTorch's is 0.002
 * @param beta1 the decay of the first moment, at least 0, below 1; 0.9 unless given
 * @param beta2 the decay of the second moment, at least 0, below 1; 0.999 unless given
 * @param epsilon what keeps the division finite, above 0; 1e-7 unless given, PyTorch's is 1e-8
 * @param momentumDecay how fast the momentum approaches beta1, at least 0; 1 unless given, which is
 *     Keras's, PyTorch's is 0.004
 */
public record Nadam(
    LearningRate learningRate, double beta1, double beta2, double epsilon, double momentumDecay)
    implements Optimizer {
  /** Checks the numbers. */
  public Nadam {
    requireFraction("beta1 of Nadam", beta1, "0.9");
    requireFraction("beta2 of Nadam", beta2, "0.999");
    requirePositive("epsilon of Nadam", epsilon, "1e-7");
    requireNotNegative("momentum decay of Nadam", momentumDecay, "1 or 0.004");
  }

  /** With Keras's defaults. */
  public static Nadam create() {
    return create(Flavour.KERAS);
  }

  /** With the defaults of one of the libraries. */
  public static Nadam create(Flavour flavour) {
    return flavour == Flavour.KERAS
        ? new Nadam(LearningRate.constant(0.001), 0.9, 0.999, 1e-7, 1)
        : new Nadam(LearningRate.constant(0.002), 0.9, 0.999, 1e-8, 0.004);
  }

  /** This with another constant learning rate. */
  public Nadam learningRate(double rate) {
    return learningRate(LearningRate.constant(rate));
  }

  /** This with a learning rate by step. */
  public Nadam learningRate(LearningRate schedule) {
    return new Nadam(schedule, beta1, beta2, epsilon, momentumDecay);
  }

  /** This with another decay of the first moment. */
  public Nadam beta1(double value) {
    return new Nadam(learningRate, value, beta2, epsilon, momentumDecay);
  }

  /** This with another decay of the second moment. */
  public Nadam beta2(double value) {
    return new Nadam(learningRate, beta1, value, epsilon, momentumDecay);
  }

  /** This with another epsilon. */
  public Nadam epsilon(double value) {
    return new Nadam(learningRate, beta1, beta2, value, momentumDecay);
  }

  /** This with another decay of the momentum. */
  public Nadam momentumDecay(double value) {
    return new Nadam(learningRate, beta1, beta2, epsilon, value);
  }

  @Override
  public String name() {
    return "nadam";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    Slots slots = new Slots(trainable);
    float[] first = slots.zeros("first_moment");
    float[] second = slots.zeros("second_moment");
    Product product = new Product();
    float share1 = (float) (1 - beta1);
    float share2 = (float) (1 - beta2);
    return slots.run(
        (w, g, rate, t, from, to) -> {
          double now = product.upTo(t);
          double next = now * momentum(t + 1);
          // √(v / c2) + epsilon is (√v + epsilon · √c2) / √c2.
          double root = Math.sqrt(1 - Math.pow(beta2, (double) t));
          float ofMoment = (float) (rate * root * momentum(t + 1) / (1 - next));
          float ofGradient = (float) (rate * root * (1 - momentum(t)) / (1 - now));
          float added = (float) (epsilon * root);
          pass(w, g, first, second, share1, share2, ofMoment, ofGradient, added, from, to);
        });
  }

  private double momentum(long t) {
    return beta1 * (1 - 0.5 * Math.pow(0.96, t * momentumDecay));
  }

  private static void pass(
      float[] w,
      float[] g,
      float[] first,
      float[] second,
      float share1,
      float share2,
      float ofMoment,
      float ofGradient,
      float added,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float m = flush(first[i] + (x - first[i]) * share1);
      float v = flush(second[i] + (x * x - second[i]) * share2);
      first[i] = m;
      second[i] = v;
      w[i] -= (ofMoment * m + ofGradient * x) / ((float) Math.sqrt(v) + added);
    }
  }

  /**
   * The product of the momenta of all steps; follows from their number, so no checkpoint has it.
   * Several threads ask for it, each for its part of a step.
   */
  private final class Product {
    private double value = 1;
    private long factors;

    synchronized double upTo(long t) {
      if (t < factors) {
        value = 1;
        factors = 0;
      }
      while (factors < t) {
        factors++;
        value *= momentum(factors);
      }
      return value;
    }
  }
}

package dev.cortado.optimizer;

import static dev.cortado.optimizer.Branchless.flush;
import static dev.cortado.optimizer.Branchless.max;
import static dev.cortado.optimizer.Hyperparameter.requireFraction;
import static dev.cortado.optimizer.Hyperparameter.requirePositive;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2014) and AMSGrad (Reddi, Kale
 * and Kumar, "On the convergence of Adam and beyond", 2018): {@code m += (g - m) · (1 - beta1)} and
 * {@code v += (g² - v) · (1 - beta2)}, then with {@code c1 = 1 - beta1^t} and {@code c2 = 1 -
 * beta2^t}
 *
 * <ul>
 *   <li>Keras: {@code w -= rate · √c2 / c1 · m / (√v + epsilon)};
 *   <li>PyTorch: {@code w -= rate · (m / c1) / (√(v / c2) + epsilon)}.
 * </ul>
 *
 * <p>AMSGrad has the greatest {@code v} so far in place of {@code v}.
 *
 * @param learningRate the rate by step; 0.001 unless given
 * @param beta1 the decay of the first moment, at least 0, below 1; 0.9 unless given
 * @param beta2 the decay of the second moment, at least 0, below 1; 0.999 unless given
 * @param epsilon what keeps the division finite, above 0; 1e-7 unless given, PyTorch's is 1e-8
 * @param amsgrad whether it is AMSGrad; not unless given
 * @param flavour whose formula it is
 */
public record Adam(
    LearningRate learningRate,
    double beta1,
    double beta2,
    double epsilon,
    boolean amsgrad,
    Flavour flavour)
    implements Optimizer {
  /** Checks the decays and epsilon. */
  public Adam {
    requireFraction("beta1 of Adam", beta1, "0.9");
    requireFraction("beta2 of Adam", beta2, "0.999");
    requirePositive("epsilon of Adam", epsilon, "1e-7");
  }

  /** With Keras's defaults. */
  public static Adam create() {
    return create(Flavour.KERAS);
  }

  /** With the formula and defaults of one of the libraries. */
  public static Adam create(Flavour flavour) {
    double epsilon = flavour == Flavour.KERAS ? 1e-7 : 1e-8;
    return new Adam(LearningRate.constant(0.001), 0.9, 0.999, epsilon, false, flavour);
  }

  /** This with another constant learning rate. */
  public Adam learningRate(double rate) {
    return learningRate(LearningRate.constant(rate));
  }

  /** This with a learning rate by step. */
  public Adam learningRate(LearningRate schedule) {
    return new Adam(schedule, beta1, beta2, epsilon, amsgrad, flavour);
  }

  /** This with another decay of the first moment. */
  public Adam beta1(double value) {
    return new Adam(learningRate, value, beta2, epsilon, amsgrad, flavour);
  }

  /** This with another decay of the second moment. */
  public Adam beta2(double value) {
    return new Adam(learningRate, beta1, value, epsilon, amsgrad, flavour);
  }

  /** This with another epsilon. */
  public Adam epsilon(double value) {
    return new Adam(learningRate, beta1, beta2, value, amsgrad, flavour);
  }

  /** This as AMSGrad, or not. */
  public Adam amsgrad(boolean value) {
    return new Adam(learningRate, beta1, beta2, epsilon, value, flavour);
  }

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    Slots slots = new Slots(trainable);
    float[] first = slots.zeros("first_moment");
    float[] second = slots.zeros("second_moment");
    float[] greatest = amsgrad ? slots.zeros("greatest_second_moment") : null;
    float share1 = (float) (1 - beta1);
    float share2 = (float) (1 - beta2);
    return slots.run(
        (w, g, rate, t, from, to) -> {
          double root = Math.sqrt(1 - Math.pow(beta2, (double) t));
          float scaled = (float) (rate * root / (1 - Math.pow(beta1, (double) t)));
          // PyTorch's √(v / c2) + epsilon is (√v + epsilon · √c2) / √c2.
          float added = (float) (flavour == Flavour.KERAS ? epsilon : epsilon * root);
          if (amsgrad) {
            // Two loops, as HotSpot does not turn such a large body into vector instructions.
            average(g, first, second, share1, share2, from, to);
            descend(w, first, second, greatest, scaled, added, from, to);
          } else {
            pass(w, g, first, second, share1, share2, scaled, added, from, to);
          }
        });
  }

  private static void pass(
      float[] w,
      float[] g,
      float[] first,
      float[] second,
      float share1,
      float share2,
      float rate,
      float added,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float m = flush(first[i] + (x - first[i]) * share1);
      float v = flush(second[i] + (x * x - second[i]) * share2);
      first[i] = m;
      second[i] = v;
      w[i] -= rate * m / ((float) Math.sqrt(v) + added);
    }
  }

  private static void average(
      float[] g, float[] first, float[] second, float share1, float share2, int from, int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      first[i] = flush(first[i] + (x - first[i]) * share1);
      second[i] = flush(second[i] + (x * x - second[i]) * share2);
    }
  }

  private static void descend(
      float[] w,
      float[] first,
      float[] second,
      float[] greatest,
      float rate,
      float added,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float top = max(greatest[i], second[i]);
      greatest[i] = top;
      w[i] -= rate * first[i] / ((float) Math.sqrt(top) + added);
    }
  }
}

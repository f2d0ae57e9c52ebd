package dev.cortado.optimizer;

import static dev.cortado.optimizer.Hyperparameter.requireNotNegative;
import static dev.cortado.optimizer.Hyperparameter.requirePositive;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;

/**
 * Adagrad (Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and
 * stochastic optimization", 2011): {@code a += g²}, then in Keras {@code w -= rate · g / √(a +
 * epsilon)}, in PyTorch {@code w -= rate · g / (√a + epsilon)}.
 *
 * <p>PyTorch's {@code lr_decay} is {@code LearningRate.inverseTimeDecay(rate, 1, lrDecay)}.
 *
 * @param learningRate the rate by step; 0.001 unless given, PyTorch's is 0.01
 * @param initialAccumulator where {@code a} begins, at least 0; 0.1 unless given, PyTorch's is 0
 * @param epsilon what keeps the division finite, above 0; 1e-7 unless given, PyTorch's is 1e-10
 * @param flavour whose formula it is
 */
public record Adagrad(
    LearningRate learningRate, double initialAccumulator, double epsilon, Flavour flavour)
    implements Optimizer {
  /** Checks the numbers. */
  public Adagrad {
    requireNotNegative("initial accumulator of Adagrad", initialAccumulator, "0.1");
    requirePositive("epsilon of Adagrad", epsilon, "1e-7");
  }

  /** With Keras's defaults. */
  public static Adagrad create() {
    return create(Flavour.KERAS);
  }

  /** With the formula and defaults of one of the libraries. */
  public static Adagrad create(Flavour flavour) {
    return flavour == Flavour.KERAS
        ? new Adagrad(LearningRate.constant(0.001), 0.1, 1e-7, flavour)
        : new Adagrad(LearningRate.constant(0.01), 0, 1e-10, flavour);
  }

  /** This with another constant learning rate. */
  public Adagrad learningRate(double rate) {
    return learningRate(LearningRate.constant(rate));
  }

  /** This with a learning rate by step. */
  public Adagrad learningRate(LearningRate schedule) {
    return new Adagrad(schedule, initialAccumulator, epsilon, flavour);
  }

  /** This with another first value of the accumulators. */
  public Adagrad initialAccumulator(double value) {
    return new Adagrad(learningRate, value, epsilon, flavour);
  }

  /** This with another epsilon. */
  public Adagrad epsilon(double value) {
    return new Adagrad(learningRate, initialAccumulator, value, flavour);
  }

  @Override
  public String name() {
    return "adagrad";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    Slots slots = new Slots(trainable);
    float[] squares = slots.filled("accumulator", initialAccumulator);
    float inside = flavour == Flavour.KERAS ? (float) epsilon : 0;
    float outside = flavour == Flavour.KERAS ? 0 : (float) epsilon;
    return slots.run(
        (w, g, rate, t, from, to) -> pass(w, g, squares, (float) rate, inside, outside, from, to));
  }

  private static void pass(
      float[] w,
      float[] g,
      float[] squares,
      float rate,
      float inside,
      float outside,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float a = squares[i] + x * x;
      squares[i] = a;
      w[i] -= rate * x / ((float) Math.sqrt(a + inside) + outside);
    }
  }
}

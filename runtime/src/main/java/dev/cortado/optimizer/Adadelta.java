package dev.cortado.optimizer;

import static dev.cortado.optimizer.Branchless.flush;
import static dev.cortado.optimizer.Hyperparameter.requireFraction;
import static dev.cortado.optimizer.Hyperparameter.requirePositive;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;

/**
 * Adadelta (Zeiler, "ADADELTA: an adaptive learning rate method", 2012): {@code a = rho · a + (1 -
 * rho) · g²}, {@code u = g · √(d + epsilon) / √(a + epsilon)}, {@code d = rho · d + (1 - rho) ·
 * u²}, {@code w -= rate · u}. Keras and PyTorch differ in their defaults alone; the paper has a
 * rate of 1.
 *
 * @param learningRate the rate by step; 0.001 unless given, PyTorch's is 1
 * @param rho the decay of the averages, at least 0, below 1; 0.95 unless given, PyTorch's is 0.9
 * @param epsilon what lets it start, above 0; 1e-7 unless given, PyTorch's is 1e-6
 */
public record Adadelta(LearningRate learningRate, double rho, double epsilon) implements Optimizer {
  /** Checks the numbers. */
  public Adadelta {
    requireFraction("rho of Adadelta", rho, "0.95");
    requirePositive("epsilon of Adadelta", epsilon, "1e-7");
  }

  /** With Keras's defaults. */
  public static Adadelta create() {
    return create(Flavour.KERAS);
  }

  /** With the defaults of one of the libraries. */
  public static Adadelta create(Flavour flavour) {
    return flavour == Flavour.KERAS
        ? new Adadelta(LearningRate.constant(0.001), 0.95, 1e-7)
        : new Adadelta(LearningRate.constant(1), 0.9, 1e-6);
  }

  /** This with another constant learning rate. */
  public Adadelta learningRate(double rate) {
    return learningRate(LearningRate.constant(rate));
  }

  /** This with a learning rate by step. */
  public Adadelta learningRate(LearningRate schedule) {
    return new Adadelta(schedule, rho, epsilon);
  }

  /** This with another decay of the averages. */
  public Adadelta rho(double value) {
    return new Adadelta(learningRate, value, epsilon);
  }

  /** This with another epsilon. */
  public Adadelta epsilon(double value) {
    return new Adadelta(learningRate, rho, value);
  }

  @Override
  public String name() {
    return "adadelta";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    Slots slots = new Slots(trainable);
    float[] gradients = slots.zeros("accumulated_gradient");
    float[] updates = slots.zeros("accumulated_update");
    float share = (float) (1 - rho);
    float added = (float) epsilon;
    return slots.run(
        (w, g, rate, t, from, to) ->
            pass(w, g, gradients, updates, (float) rate, share, added, from, to));
  }

  private static void pass(
      float[] w,
      float[] g,
      float[] gradients,
      float[] updates,
      float rate,
      float share,
      float epsilon,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float d = updates[i];
      float a = flush(gradients[i] + (x * x - gradients[i]) * share);
      float u = x * (float) Math.sqrt((d + epsilon) / (a + epsilon));
      gradients[i] = a;
      updates[i] = flush(d + (u * u - d) * share);
      w[i] -= rate * u;
    }
  }
}

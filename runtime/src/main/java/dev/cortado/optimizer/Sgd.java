package dev.cortado.optimizer;

import static dev.cortado.optimizer.Branchless.flush;
import static dev.cortado.optimizer.Hyperparameter.requireFraction;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;

/**
 * Stochastic gradient descent, with momentum (Polyak, "Some methods of speeding up the convergence
 * of iteration methods", 1964) or Nesterov's (Sutskever and others, "On the importance of
 * initialization and momentum in deep learning", 2013).
 *
 * <ul>
 *   <li>Without momentum {@code w -= rate · g}.
 *   <li>Keras: {@code v = momentum · v + rate · g}, then {@code w -= v}, or with Nesterov's {@code
 *       w -= momentum · v + rate · g}. Keras stores the velocity with the other sign.
 *   <li>PyTorch: {@code v = momentum · v + g}, then {@code w -= rate · v}, or with Nesterov's
 *       {@code w -= rate · (momentum · v + g)}. The two differ where the learning rate changes.
 * </ul>
 *
 * @param learningRate the rate by step; 0.01 unless given, PyTorch's is 0.001
 * @param momentum at least 0, below 1; 0 unless given
 * @param nesterov whether momentum is Nesterov's; not unless given
 * @param flavour whose formula it is
 */
public record Sgd(LearningRate learningRate, double momentum, boolean nesterov, Flavour flavour)
    implements Optimizer {
  /** Checks the momentum. */
  public Sgd {
    requireFraction("momentum of SGD", momentum, "0.9");
  }

  /** With Keras's defaults. */
  public static Sgd create() {
    return create(Flavour.KERAS);
  }

  /** With the formula and defaults of one of the libraries. */
  public static Sgd create(Flavour flavour) {
    double rate = flavour == Flavour.KERAS ? 0.01 : 0.001;
    return new Sgd(LearningRate.constant(rate), 0, false, flavour);
  }

  /** This with another constant learning rate. */
  public Sgd learningRate(double rate) {
    return learningRate(LearningRate.constant(rate));
  }

  /** This with a learning rate by step. */
  public Sgd learningRate(LearningRate schedule) {
    return new Sgd(schedule, momentum, nesterov, flavour);
  }

  /** This with another momentum. */
  public Sgd momentum(double value) {
    return new Sgd(learningRate, value, nesterov, flavour);
  }

  /** This with Nesterov's momentum or without. */
  public Sgd nesterov(boolean value) {
    return new Sgd(learningRate, momentum, value, flavour);
  }

  @Override
  public String name() {
    return "SGD";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    Slots slots = new Slots(trainable);
    if (momentum == 0) {
      return slots.run((w, g, rate, t, from, to) -> descend(w, g, (float) rate, from, to));
    }
    float[] velocity = slots.zeros("velocity");
    float keep = (float) momentum;
    boolean scaled = flavour == Flavour.KERAS; // whether the velocity contains the learning rate
    return slots.run(
        (w, g, rate, t, from, to) -> {
          float inner = scaled ? (float) rate : 1;
          float outer = scaled ? 1 : (float) rate;
          if (nesterov) {
            lookAhead(w, g, velocity, keep, inner, outer, from, to);
          } else {
            roll(w, g, velocity, keep, inner, outer, from, to);
          }
        });
  }

  private static void descend(float[] w, float[] g, float rate, int from, int to) {
    for (int i = from; i < to; i++) {
      w[i] -= rate * g[i];
    }
  }

  /** A step with momentum: {@code v = keep · v + inner · g}, {@code w -= outer · v}. */
  static void roll(
      float[] w, float[] g, float[] v, float keep, float inner, float outer, int from, int to) {
    for (int i = from; i < to; i++) {
      float velocity = flush(keep * v[i] + inner * g[i]);
      v[i] = velocity;
      w[i] -= outer * velocity;
    }
  }

  private static void lookAhead(
      float[] w, float[] g, float[] v, float keep, float inner, float outer, int from, int to) {
    for (int i = from; i < to; i++) {
      float force = inner * g[i];
      float velocity = flush(keep * v[i] + force);
      v[i] = velocity;
      w[i] -= outer * (keep * velocity + force);
    }
  }
}

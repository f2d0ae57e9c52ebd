package dev.cortado.optimizer;

import static dev.cortado.optimizer.Hyperparameter.requireFraction;
import static dev.cortado.optimizer.Hyperparameter.requirePositive;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;

/**
 * RMSprop (Hinton, "Neural networks for machine learning", lecture 6, 2012), centred after Graves
 * ("Generating sequences with recurrent neural networks", 2013): {@code v} is a moving average of
 * the squared gradient, {@code v = rho · v + (1 - rho) · g²}; centred, the square of the gradient's
 * moving average is subtracted from it.
 *
 * <ul>
 *   <li>Keras: {@code u = rate · g / √(v + epsilon)}, and {@code w -= u}; with momentum {@code b =
 *       momentum · b + u}, and {@code w -= b}.
 *   <li>PyTorch: {@code u = g / (√v + epsilon)}, and {@code w -= rate · u}; with momentum {@code b
 *       = momentum · b + u}, and {@code w -= rate · b}.
 * </ul>
 *
 * @param learningRate the rate by step; 0.001 unless given, PyTorch's is 0.01
 * @param rho the decay of the averages, at least 0, below 1; 0.9 unless given, PyTorch's is 0.99
 * @param momentum at least 0, below 1; 0 unless given
 * @param epsilon what keeps the division finite, above 0; 1e-7 unless given, PyTorch's is 1e-8
 * @param centered whether the variance is used in place of the second moment; not unless given
 * @param flavour whose formula it is
 */
public record RmsProp(
    LearningRate learningRate,
    double rho,
    double momentum,
    double epsilon,
    boolean centered,
    Flavour flavour)
    implements Optimizer {
  /** Checks the numbers. */
  public RmsProp {
    requireFraction("rho of RMSprop", rho, "0.9");
    requireFraction("momentum of RMSprop", momentum, "0 or 0.9");
    requirePositive("epsilon of RMSprop", epsilon, "1e-7");
  }

  /** With Keras's defaults. */
  public static RmsProp create() {
    return create(Flavour.KERAS);
  }

  /** With the formula and defaults of one of the libraries. */
  public static RmsProp create(Flavour flavour) {
    return flavour == Flavour.KERAS
        ? new RmsProp(LearningRate.constant(0.001), 0.9, 0, 1e-7, false, flavour)
        : new RmsProp(LearningRate.constant(0.01), 0.99, 0, 1e-8, false, flavour);
  }

  /** This with another constant learning rate. */
  public RmsProp learningRate(double rate) {
    return learningRate(LearningRate.constant(rate));
  }

  /** This with a learning rate by step. */
  public RmsProp learningRate(LearningRate schedule) {
    return new RmsProp(schedule, rho, momentum, epsilon, centered, flavour);
  }

  /** This with another decay of the averages. */
  public RmsProp rho(double value) {
    return new RmsProp(learningRate, value, momentum, epsilon, centered, flavour);
  }

  /** This with another momentum. */
  public RmsProp momentum(double value) {
    return new RmsProp(learningRate, rho, value, epsilon, centered, flavour);
  }

  /** This with another epsilon. */
  public RmsProp epsilon(double value) {
    return new RmsProp(learningRate, rho, momentum, value, centered, flavour);
  }

  /** This centred or not. */
  public RmsProp centered(boolean value) {
    return new RmsProp(learningRate, rho, momentum, epsilon, value, flavour);
  }

  @Override
  public String name() {
    return "rmsprop";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    Slots slots = new Slots(trainable);
    return slots.run(new RmsPropPass(this, slots));
  }
}

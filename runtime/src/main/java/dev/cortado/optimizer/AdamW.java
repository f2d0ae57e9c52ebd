package dev.cortado.optimizer;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;
import java.util.function.Predicate;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled weight decay regularization",
 * 2017): {@code w -= w · weightDecay · rate}, then a step of {@link Adam}. Keras and PyTorch differ
 * as they do in Adam, and in the default of the decay.
 *
 * @param adam the step after the decay
 * @param weightDecay at least 0; 0.004 unless given, PyTorch's is 0.01
 * @param excluded which parameters do not decay; none of them unless given
 */
public record AdamW(Adam adam, double weightDecay, Predicate<ParameterSpec> excluded)
    implements Optimizer {
  /** Checks the decay. */
  public AdamW {
    WeightDecay.require(weightDecay);
  }

  /** With Keras's defaults. */
  public static AdamW create() {
    return create(Flavour.KERAS);
  }

  /** With the formula and defaults of one of the libraries. */
  public static AdamW create(Flavour flavour) {
    double decay = flavour == Flavour.KERAS ? 0.004 : 0.01;
    return new AdamW(Adam.create(flavour), decay, parameter -> false);
  }

  /** This with another constant learning rate. */
  public AdamW learningRate(double rate) {
    return with(adam.learningRate(rate));
  }

  /** This with a learning rate by step. */
  public AdamW learningRate(LearningRate schedule) {
    return with(adam.learningRate(schedule));
  }

  /** This with another decay of the first moment. */
  public AdamW beta1(double value) {
    return with(adam.beta1(value));
  }

  /** This with another decay of the second moment. */
  public AdamW beta2(double value) {
    return with(adam.beta2(value));
  }

  /** This with another epsilon. */
  public AdamW epsilon(double value) {
    return with(adam.epsilon(value));
  }

  /** This as AMSGrad, or not. */
  public AdamW amsgrad(boolean value) {
    return with(adam.amsgrad(value));
  }

  @Override
  public AdamW weightDecay(double decay) {
    return new AdamW(adam, decay, excluded);
  }

  @Override
  public AdamW weightDecay(double decay, Predicate<ParameterSpec> excluded) {
    return new AdamW(adam, decay, excluded);
  }

  @Override
  public String name() {
    return "adamw";
  }

  @Override
  public LearningRate learningRate() {
    return adam.learningRate();
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    return adam.weightDecay(weightDecay, excluded).start(trainable);
  }

  private AdamW with(Adam changed) {
    return new AdamW(changed, weightDecay, excluded);
  }
}

package dev.cortado.optimizer;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;
import java.util.Optional;

/**
 * An optimizer with what is common to all optimizers around it.
 *
 * @param step the optimizer within
 * @param accumulation how many gradients a step is the mean of, at least 1
 */
record Pipeline(
    Optimizer step,
    int accumulation,
    Optional<Clipping> clipping,
    Optional<WeightDecay> decay,
    Optional<MovingAverage> average)
    implements Optimizer {
  Pipeline {
    if (accumulation < 1) {
      throw new IllegalArgumentException(
          "a step accumulates %d gradients, but must take the mean of at least 1, which is as without"
              .formatted(accumulation));
    }
  }

  static Pipeline of(Optimizer optimizer) {
    return optimizer instanceof Pipeline pipeline
        ? pipeline
        : new Pipeline(optimizer, 1, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Pipeline withAccumulation(int batches) {
    return new Pipeline(step, batches, clipping, decay, average);
  }

  Pipeline withClipping(Clipping other) {
    if (clipping.isPresent() && clipping.get().kind() != other.kind()) {
      throw new IllegalArgumentException(
          "this optimizer has %s, so it does not take %s as well; choose one"
              .formatted(clipping.get(), other));
    }
    return new Pipeline(step, accumulation, Optional.of(other), decay, average);
  }

  Pipeline withDecay(WeightDecay other) {
    // AdamW has a decay of its own, which would come on top.
    return step instanceof AdamW adamW
        ? new Pipeline(
            adamW.weightDecay(other.decay(), other.excluded()),
            accumulation,
            clipping,
            decay,
            average)
        : new Pipeline(step, accumulation, clipping, Optional.of(other), average);
  }

  Pipeline withAverage(MovingAverage other) {
    return new Pipeline(step, accumulation, clipping, decay, Optional.of(other));
  }

  @Override
  public String name() {
    return step.name();
  }

  @Override
  public LearningRate learningRate() {
    return step.learningRate();
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    return new PipelineRun(this, trainable);
  }
}

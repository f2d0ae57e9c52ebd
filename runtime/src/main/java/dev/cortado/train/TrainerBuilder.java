package dev.cortado.train;

import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.CompiledModel;
import dev.cortado.optimizer.Adam;
import dev.cortado.optimizer.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Says how a network is trained: Keras's {@code compile}.
 *
 * <pre>
 * compile(optimizer=...)         optimizer(...)
 * compile(loss=...)              loss(...), or loss(output, ...) for each output that is trained
 * compile(loss_weights=...)      loss(output, ..., weight)
 * compile(metrics=...)           metrics(...), or metrics(output, ...)
 * compile(weighted_metrics=...)  weightedMetrics(...), or weightedMetrics(output, ...)
 * </pre>
 *
 * <p>A network is not trained through outputs without a loss: samples have no targets for them, and
 * layers that lead to them alone change by penalties and weight decay at most.
 */
public final class TrainerBuilder {
  private final CompiledModel model;
  private final Map<String, Goal> goals = new LinkedHashMap<>();
  private Optimizer optimizer = Adam.create();

  TrainerBuilder(CompiledModel model) {
    this.model = model;
    model.blueprint().outputs().keySet().forEach(output -> goals.put(output, Goal.none()));
  }

  /** With an optimizer; Adam unless given. */
  public TrainerBuilder optimizer(Optimizer chosen) {
    optimizer = Objects.requireNonNull(chosen, "the optimizer is null; leave it out for Adam");
    return this;
  }

  /** With one loss for every output. */
  public TrainerBuilder loss(Loss loss) {
    goals.keySet().forEach(output -> loss(output, loss));
    return this;
  }

  /** With a loss for one output. */
  public TrainerBuilder loss(String output, Loss loss) {
    return loss(output, loss, 1);
  }

  /**
   * With a loss for one output, which counts for so much in the sum.
   *
   * @throws IllegalArgumentException where there is no such output, or the weight is not finite
   */
  public TrainerBuilder loss(String output, Loss loss, double weight) {
    Goal goal = goal(output);
    Objects.requireNonNull(loss, () -> "the loss of '%s' is null".formatted(output));
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException(
          "the loss of '%s' has the weight %s; give a finite number, 1 to count it once"
              .formatted(output, weight));
    }
    goals.put(output, goal.loss(loss, weight));
    return this;
  }

  /** With metrics for every output; they count all samples alike. */
  public TrainerBuilder metrics(Metric... chosen) {
    goals.replaceAll((output, goal) -> goal.metrics(List.of(chosen)));
    return this;
  }

  /** With metrics for one output. */
  public TrainerBuilder metrics(String output, Metric... chosen) {
    goals.put(output, goal(output).metrics(List.of(chosen)));
    return this;
  }

  /** With metrics for every output that count samples by their weights and their class's. */
  public TrainerBuilder weightedMetrics(Metric... chosen) {
    goals.replaceAll((output, goal) -> goal.weightedMetrics(List.of(chosen)));
    return this;
  }

  /** With weighted metrics for one output. */
  public TrainerBuilder weightedMetrics(String output, Metric... chosen) {
    goals.put(output, goal(output).weightedMetrics(List.of(chosen)));
    return this;
  }

  /**
   * The trainer.
   *
   * @throws IllegalArgumentException where no output has a loss, one has metrics but no loss, or a
   *     loss or metric does not suit it
   */
  public Trainer build() {
    if (goals.values().stream().allMatch(goal -> goal.loss() == null)) {
      String output = goals.keySet().iterator().next();
      throw new IllegalArgumentException(
          "no output of network %s has a loss; add .loss(\"%s\", ...)"
              .formatted(model.name(), output));
    }
    goals.forEach(
        (output, goal) -> {
          boolean judged = !goal.metrics().isEmpty() || !goal.weightedMetrics().isEmpty();
          if (goal.loss() == null && judged) {
            throw new IllegalArgumentException(
                "the output '%s' has metrics but no loss, and so no targets; give metrics to other outputs alone, or add .loss(\"%s\", ..., 0) to judge it without training"
                    .formatted(output, output));
          }
        });
    return new Trainer(model, optimizer, goals);
  }

  private Goal goal(String output) {
    Goal goal = goals.get(output);
    if (goal == null) {
      throw new IllegalArgumentException(
          "network %s has no output '%s'; it has %s"
              .formatted(model.name(), output, goals.keySet()));
    }
    return goal;
  }
}

package dev.cortado.train;

import dev.cortado.data.Batch;
import dev.cortado.data.Order;
import dev.cortado.kernel.Team;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Workspace;
import dev.cortado.optimizer.Optimizer;
import dev.cortado.random.Randomness;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Takes the steps of training: all that they change, besides the figures, is here. */
final class Learner {
  private final CompiledModel model;
  private final Optimizer optimizer;
  private final Optimizer.Run run;
  private final Objective objective;
  private final float[] gradient;
  private long seed;
  private long noise;
  private OptionalDouble fixedRate = OptionalDouble.empty();
  private int passes;
  private Workspace workspace;
  private int samples;
  private Team team;

  Learner(CompiledModel model, Optimizer optimizer, Objective objective) {
    this.model = model;
    this.optimizer = optimizer;
    this.objective = objective;
    run =
        optimizer.start(
            model.blueprint().parameters().stream().filter(ParameterSpec::trainable).toList());
    gradient = new float[model.trainableCount()];
    seed(model.seed());
  }

  /** Splits the work of steps over a team; null for one thread. */
  void team(Team threads) {
    team = threads;
    run.team(threads);
    if (workspace != null) {
      workspace.team(threads);
    }
  }

  private void seed(long value) {
    seed = value;
    noise = Randomness.of(value).key("noise of training");
  }

  /**
   * Takes one step. Allocates nothing once a batch of the same capacity was trained on.
   *
   * @return the loss of the batch before the step, penalty included
   * @throws DivergedException where the loss is not finite; the parameters stay as they were
   */
  double step(Batch batch) {
    if (workspace == null || workspace.capacity() < batch.samples()) {
      workspace = model.workspace(batch.capacity(), true);
      workspace.team(team);
    }
    for (int i = 0; i < batch.inputCount(); i++) {
      workspace.input(i, batch.input(i), 0, batch.samples());
    }
    samples = batch.samples();
    workspace.noise(Randomness.mix(noise + run.steps()));
    model.forwardTraining(workspace, batch.samples());
    double loss = objective.add(workspace, batch, true);
    if (!Double.isFinite(loss)) {
      throw new DivergedException(
          run.steps(), loss, Divergence.cause(model, workspace, batch.samples(), gradient));
    }
    model.backward(workspace, batch.samples(), objective.fromLogits(), gradient);
    model.addPenaltyGradient(gradient);
    run.step(model.parameters(), gradient, learningRate());
    model.constrain(model.parameters());
    model.updateAverages(workspace);
    return loss;
  }

  /**
   * Looks at the parameters, which the last step of an epoch may have spoilt.
   *
   * @throws DivergedException where one is not finite
   */
  void requireFinite(double loss) {
    String spoilt = Divergence.parameters(model, gradient);
    if (spoilt != null) {
      throw new DivergedException(run.steps(), loss, spoilt);
    }
  }

  /** Puts the moving average of the parameters in their place, where the optimizer keeps one. */
  void takeAverage() {
    run.average()
        .ifPresent(average -> System.arraycopy(average, 0, model.parameters(), 0, average.length));
  }

  double learningRate() {
    return fixedRate.isPresent()
        ? fixedRate.getAsDouble()
        : optimizer.learningRate().at(run.steps());
  }

  void fixLearningRate(double rate) {
    fixedRate = OptionalDouble.of(rate);
  }

  /** The values of a layer in the last step; none before the first. */
  List<float[]> values(int layer) {
    return samples == 0 ? List.of() : Arrays.asList(workspace.layer(layer)).subList(0, samples);
  }

  float[] gradient() {
    return gradient;
  }

  long steps() {
    return run.steps();
  }

  /** How many passes over the data were begun. */
  int passes() {
    return passes;
  }

  /** Counts passes from a number on, where fewer were begun. */
  void passes(int least) {
    passes = Math.max(passes, least);
  }

  /** Begins a pass and returns its number. */
  int beginPass() {
    return passes++;
  }

  /** The order of a pass: the same for the same seed and number. */
  Order shuffled(int pass) {
    return Order.shuffled(Randomness.of(seed), pass);
  }

  /** Puts the weights and all else that steps change into a checkpoint. */
  void save(Checkpoint checkpoint) {
    checkpoint.putWeights(model);
    new TreeMap<>(run.slots()).forEach((name, slot) -> checkpoint.put("optimizer/" + name, slot));
    checkpoint.put("steps", run.steps());
    checkpoint.put("seed", seed);
    checkpoint.put("passes", passes);
    if (fixedRate.isPresent()) {
      checkpoint.put("learning rate", fixedRate.getAsDouble());
    }
  }

  /** Takes over what {@link #save} put into a checkpoint. */
  void restore(Checkpoint checkpoint) throws IOException {
    checkpoint.restoreWeights(model);
    for (Map.Entry<String, float[]> slot : run.slots().entrySet()) {
      checkpoint.copy("optimizer/" + slot.getKey(), slot.getValue());
    }
    run.resumeAt(checkpoint.count("steps", Long.MAX_VALUE));
    seed(checkpoint.number("seed"));
    passes = checkpoint.count("passes");
    fixedRate =
        checkpoint.has("learning rate")
            ? OptionalDouble.of(rate(checkpoint))
            : OptionalDouble.empty();
  }

  private static double rate(Checkpoint checkpoint) throws IOException {
    double rate = checkpoint.numbers("learning rate", 1)[0];
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw checkpoint.damaged("has the learning rate " + rate);
    }
    return rate;
  }
}

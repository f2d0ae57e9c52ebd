package dev.cortado.train;

import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Model;
import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Workspace;
import dev.cortado.optimizer.Adam;
import dev.cortado.optimizer.Optimizer;
import dev.cortado.random.Randomness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Trains and evaluates a network: Keras's {@code compile}, {@code fit} and {@code evaluate}. Not
 * safe from many threads.
 */
public final class Trainer {
  private static final int EVALUATION_BATCH = 128;

  private final CompiledModel model;
  private final Optimizer optimizer;
  private final Optimizer.Run run;
  private final Objective objective;
  private final Objective validation;
  private final float[] gradient;
  private final Randomness randomness;
  private final long noise;
  private OptionalDouble fixedRate = OptionalDouble.empty();
  private Workspace workspace;
  private int epochsDone;

  private Trainer(Builder builder) {
    model = builder.model;
    optimizer = builder.optimizer;
    run =
        optimizer.start(
            model.blueprint().parameters().stream().filter(ParameterSpec::trainable).toList());
    objective = new Objective(model, builder.losses, builder.weights, builder.metrics);
    validation = new Objective(model, builder.losses, builder.weights, builder.metrics);
    gradient = new float[model.trainableCount()];
    randomness = Randomness.of(model.seed());
    noise = randomness.key("noise of training");
  }

  /** Begins to say how a network is trained. */
  public static Builder of(Model model) {
    if (model instanceof CompiledModel compiled) {
      return new Builder(compiled);
    }
    throw new IllegalArgumentException(
        "%s was not compiled by Cortado; create networks with the generated class, for example DigitsNetwork.create(42)"
            .formatted(model.getClass().getName()));
  }

  /** Trains on a data set. Called again, it goes on where it ended. */
  public History fit(Dataset data, Fit fit) {
    Dataset train = data;
    Dataset held = fit.validation().orElse(null);
    if (fit.validationSplit() > 0) {
      if (!(data instanceof Samples samples)) {
        throw new IllegalArgumentException(
            "a validation split needs Samples in memory; give validationData instead");
      }
      int split = (int) Math.floor(samples.count() * (1 - fit.validationSplit()));
      train = samples.slice(0, split);
      held = samples.slice(split, samples.count());
    }
    check(train);
    if (held != null) {
      check(held);
    }
    try {
      return new Session(this, train, held, fit).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The loss and the metrics of a data set. */
  public Evaluation evaluate(Dataset data) {
    check(data);
    try {
      evaluate(data, EVALUATION_BATCH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", validation.loss());
    for (int m = 0; m < validation.metricCount(); m++) {
      values.put(validation.metricName(m), validation.metric(m));
    }
    return new Evaluation(values);
  }

  /** Predicts many samples, one row each. */
  public float[][] predict(float[][] inputs) {
    return model.predict(inputs);
  }

  /**
   * Takes one step. Allocates nothing once a batch of the same capacity was trained on.
   *
   * @return the mean loss of the batch before the step, penalty included
   * @throws DivergedException where the loss is not finite; the parameters stay as they were
   */
  public double trainOnBatch(Batch batch) {
    if (workspace == null || workspace.capacity() < batch.samples()) {
      workspace = model.workspace(batch.capacity(), true);
    }
    for (int i = 0; i < model.blueprint().inputs().size(); i++) {
      workspace.input(i, batch.input(i), 0, batch.samples());
    }
    workspace.noise(Randomness.mix(noise + run.steps()));
    model.forwardTraining(workspace, batch.samples());
    double loss = objective.add(workspace, batch, true);
    if (!Double.isFinite(loss)) {
      throw new DivergedException(run.steps(), loss);
    }
    model.backward(workspace, batch.samples(), objective.fromLogits(), gradient);
    model.addPenaltyGradient(gradient);
    run.step(model.parameters(), gradient, learningRate());
    return loss;
  }

  private void check(Dataset data) {
    if (data instanceof Samples samples) {
      DataCheck.check(model, objective, samples);
    }
  }

  void evaluate(Dataset data, int batchSize) throws IOException {
    validation.reset();
    Workspace predictions = model.workspace(batchSize, false);
    Batch batch = newBatch(batchSize);
    try (Dataset.Batches batches = data.batches(batchSize, Order.sequential())) {
      while (batches.next(batch)) {
        for (int i = 0; i < model.blueprint().inputs().size(); i++) {
          predictions.input(i, batch.input(i), 0, batch.samples());
        }
        model.forward(predictions, batch.samples());
        validation.add(predictions, batch, false);
      }
    }
  }

  Batch newBatch(int capacity) {
    return new Batch(capacity, model.blueprint().inputs().size(), objective.outputCount());
  }

  Model model() {
    return model;
  }

  Objective objective() {
    return objective;
  }

  Objective validation() {
    return validation;
  }

  double learningRate() {
    return fixedRate.isPresent()
        ? fixedRate.getAsDouble()
        : optimizer.learningRate().at(run.steps());
  }

  float[] gradient() {
    return gradient;
  }

  void fixLearningRate(double rate) {
    fixedRate = OptionalDouble.of(rate);
  }

  Order nextOrder(boolean shuffle) {
    int epoch = epochsDone++;
    return shuffle ? Order.shuffled(randomness, epoch) : Order.sequential();
  }

  /** Says how a network is trained. */
  public static final class Builder {
    private final CompiledModel model;
    private Optimizer optimizer = Adam.create();
    private final Map<String, Loss> losses = new LinkedHashMap<>();
    private final Map<String, Double> weights = new LinkedHashMap<>();
    private final Map<String, List<Metric>> metrics = new LinkedHashMap<>();

    private Builder(CompiledModel model) {
      this.model = model;
    }

    /** With an optimizer; Adam unless given. */
    public Builder optimizer(Optimizer chosen) {
      optimizer = chosen;
      return this;
    }

    /** With one loss for every output. */
    public Builder loss(Loss loss) {
      model.outputs().forEach(output -> losses.put(output.name(), loss));
      return this;
    }

    /** With a loss for one output. */
    public Builder loss(String output, Loss loss) {
      return loss(output, loss, 1);
    }

    /** With a loss for one output, which counts for so much in the sum. */
    public Builder loss(String output, Loss loss, double weight) {
      requireOutput(output);
      losses.put(output, loss);
      weights.put(output, weight);
      return this;
    }

    /** With metrics for every output. */
    public Builder metrics(Metric... chosen) {
      model.outputs().forEach(output -> metrics.put(output.name(), List.of(chosen)));
      return this;
    }

    /** With metrics for one output. */
    public Builder metrics(String output, Metric... chosen) {
      requireOutput(output);
      metrics.put(output, List.of(chosen));
      return this;
    }

    /**
     * The trainer.
     *
     * @throws IllegalArgumentException where an output has no loss, or one that does not suit it
     */
    public Trainer build() {
      for (String output : model.blueprint().outputs().keySet()) {
        if (!losses.containsKey(output)) {
          throw new IllegalArgumentException(
              "the output '%s' has no loss; add .loss(\"%s\", ...)".formatted(output, output));
        }
      }
      return new Trainer(this);
    }

    private void requireOutput(String output) {
      if (!model.blueprint().outputs().containsKey(output)) {
        throw new IllegalArgumentException(
            "network %s has no output '%s'; it has %s"
                .formatted(model.name(), output, model.blueprint().outputs().keySet()));
      }
    }
  }
}

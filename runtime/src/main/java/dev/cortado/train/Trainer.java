package dev.cortado.train;

import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.data.Samples;
import dev.cortado.kernel.Team;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Optimizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Trains and evaluates a network. Not safe from many threads.
 *
 * <pre>
 * model.compile(...)         Trainer.of(network)...build()
 * model.fit(x, y, ...)       trainer.fit(Samples.of(x, y), Fit.epochs(n)...)
 * model.evaluate(x, y)       trainer.evaluate(Samples.of(x, y))
 * model.predict(x)           network.predict(x), trainer.predict(data)
 * model.train_on_batch(...)  trainer.trainOnBatch(batch)
 * model.test_on_batch(...)   trainer.testOnBatch(batch)
 * model.reset_metrics()      trainer.resetMetrics()
 * model.get_metrics_result() trainer.metrics()
 * </pre>
 *
 * <p>The loss is Keras's: of each batch the sum of {@code weight · loss} over its samples, by their
 * number, with the penalties of regularizers; of an epoch the mean over batches, each counted by
 * its samples. The last batch of an epoch may be smaller.
 */
public final class Trainer {
  private static final int BATCH_SIZE = 32;

  /** From so many samples times parameters on, starting threads costs less than it gains. */
  private static final long WORTH_A_TEAM = 200_000_000;

  private final CompiledModel model;
  private final Optimizer optimizer;
  private final Objective objective;
  private final Learner learner;
  private final Evaluator evaluator;
  private final DataCheck check;
  private final DataCheck validationCheck;

  Trainer(CompiledModel model, Optimizer optimizer, Map<String, Goal> goals) {
    this.model = model;
    this.optimizer = optimizer;
    objective = new Objective(model, goals);
    learner = new Learner(model, optimizer, objective);
    evaluator = new Evaluator(model, new Objective(model, goals));
    check = new DataCheck(model, objective, "");
    validationCheck = new DataCheck(model, objective, "validation data: ");
  }

  /**
   * Begins to say how a network is trained.
   *
   * @throws IllegalArgumentException where it was not compiled by Cortado
   */
  public static TrainerBuilder of(Model model) {
    if (model instanceof CompiledModel compiled) {
      return new TrainerBuilder(compiled);
    }
    throw new IllegalArgumentException(
        "%s was not compiled by Cortado; create networks with the generated class, for example DigitsNetwork.create(42)"
            .formatted(model.getClass().getName()));
  }

  /**
   * Trains on a data set: samples in memory are checked before the first step, others batch by
   * batch. Called again, it goes on where it ended.
   *
   * @throws IllegalArgumentException where data does not fit the network, or a checkpoint does not
   *     fit the run; the message says what to mend
   * @throws DivergedException where the loss is not finite
   * @throws UncheckedIOException where data cannot be read, or a checkpoint not be read or written
   */
  public History fit(Dataset data, Fit fit) {
    Dataset train = data;
    Dataset held = fit.validation().orElse(null);
    if (fit.validationSplit() > 0 && held == null) {
      Samples samples = splittable(data);
      int split = splitAt(samples, fit.validationSplit());
      train = samples.slice(0, split);
      held = samples.slice(split, samples.count());
    }
    check(data, check);
    fit.validation().ifPresent(validation -> check(validation, validationCheck));
    try {
      return new Session(this, train, held, fit).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Samples splittable(Dataset data) {
    if (data instanceof Samples samples) {
      return samples;
    }
    throw new IllegalArgumentException(
        "a validation split needs Samples in memory, but the data is a %s; give validationData instead"
            .formatted(data.getClass().getSimpleName()));
  }

  private static int splitAt(Samples samples, double fraction) {
    int split = (int) Math.floor(samples.count() * (1 - fraction));
    if (split == 0 || split == samples.count()) {
      throw new IllegalArgumentException(
          "a validation split of %s leaves %d of %d samples for training and %d for validation; give more samples or another split"
              .formatted(fraction, split, samples.count(), samples.count() - split));
    }
    return split;
  }

  private static void check(Dataset data, DataCheck check) {
    if (data instanceof Samples samples) {
      check.samples(samples);
    }
  }

  /**
   * The loss and the metrics of a data set, in batches of 32 as in Keras. Large batches are split
   * over all processors; the bits are the same.
   */
  public Evaluation evaluate(Dataset data) {
    return evaluate(data, BATCH_SIZE);
  }

  /** The loss and the metrics of a data set, in batches of so many samples. */
  public Evaluation evaluate(Dataset data, int batchSize) {
    return evaluate(data, batchSize, OptionalInt.empty());
  }

  /**
   * The loss and the metrics of the first batches of a data set, which need not end.
   *
   * @param steps how many batches, at least 1
   */
  public Evaluation evaluate(Dataset data, int batchSize, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "the number of batches to evaluate is %d; give at least 1".formatted(steps));
    }
    return evaluate(data, batchSize, OptionalInt.of(steps));
  }

  private Evaluation evaluate(Dataset data, int batchSize, OptionalInt steps) {
    check(data, check);
    try (Team team = teamFor(data.size().orElse(0))) {
      evaluator.team(team);
      evaluator.evaluate(data, batchSize, steps, check);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      evaluator.team(null);
    }
    return new Evaluation(evaluator.objective().figures());
  }

  /**
   * Predicts many samples, one row each: on all processors where that is worth it. To predict on
   * the calling thread alone, ask the model.
   */
  public float[][] predict(float[][] inputs) {
    try (Team team = teamFor(inputs.length)) {
      return model.predict(inputs, team);
    }
  }

  /** Predicts the samples of a data set, in its order: for each output, one row a sample. */
  public float[][][] predict(Dataset data) {
    try (Team team = teamFor(data.size().orElse(0))) {
      evaluator.team(team);
      return evaluator.predict(data, BATCH_SIZE, OptionalInt.empty(), check);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      evaluator.team(null);
    }
  }

  /** As many threads as there are processors, where so many samples are worth starting them. */
  private Team teamFor(long samples) {
    long work = samples * model.parameterCount();
    return Team.of(work < WORTH_A_TEAM ? 1 : Runtime.getRuntime().availableProcessors());
  }

  /**
   * Takes one step. Allocates nothing once a batch of the same capacity was trained on.
   *
   * @return the mean loss of the batch before the step, penalty included
   * @throws IllegalArgumentException where the batch does not fit the network
   * @throws DivergedException where the loss is not finite; the parameters stay as they were
   */
  public double trainOnBatch(Batch batch) {
    check.batch(batch, 0);
    return learner.step(batch);
  }

  /**
   * The loss and the metrics of a batch, without a step.
   *
   * @throws IllegalArgumentException where the batch does not fit the network
   */
  public Evaluation testOnBatch(Batch batch) {
    check.batch(batch, 0);
    evaluator.evaluate(batch);
    return new Evaluation(evaluator.objective().figures());
  }

  /**
   * The loss and the metrics of all batches trained on since {@link #resetMetrics}, or fit's last
   * epoch began.
   */
  public Evaluation metrics() {
    return new Evaluation(objective.figures());
  }

  /** Forgets the loss and the metrics of the batches trained on. */
  public void resetMetrics() {
    objective.reset();
  }

  CompiledModel model() {
    return model;
  }

  Objective objective() {
    return objective;
  }

  Learner learner() {
    return learner;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  DataCheck check() {
    return check;
  }

  DataCheck validationCheck() {
    return validationCheck;
  }

  RunSettings settings(Fit fit, Dataset data) {
    return new RunSettings(model.blueprint(), optimizer, objective, fit, data);
  }
}

package dev.cortado.train;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Logs;
import dev.cortado.callback.Training;
import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.kernel.Team;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** One call of fit. */
final class Session implements Training {
  private static final String VALIDATION = "val_";

  private final Model model;
  private final Learner learner;
  private final Objective objective;
  private final Evaluator evaluator;
  private final DataCheck validationCheck;
  private final Dataset held;
  private final Fit fit;
  private final Feed feed;
  private final RunState state;
  private final Batch batch;
  private final List<Callback> callbacks;
  private final Set<Path> requested = new LinkedHashSet<>();
  private OptionalInt stepsPerEpoch;

  /** Whether all callbacks were told that training begins. */
  private boolean told;

  /**
   * @param held the data for validation, or null
   */
  Session(Trainer trainer, Dataset train, Dataset held, Fit fit) {
    this.held = held;
    this.fit = fit;
    model = trainer.model();
    learner = trainer.learner();
    objective = trainer.objective();
    evaluator = trainer.evaluator();
    validationCheck = trainer.validationCheck();
    callbacks = new ArrayList<>(fit.callbacks());
    if (fit.progress() != Progress.NONE) {
      callbacks.add(ProgressPrinter.of(fit.progress()));
    }
    batch = new Batch(fit.batchSize(), model.inputs().size(), objective.targetCount());
    feed =
        new Feed(
            train, fit, learner, trainer.check(), ClassWeights.of(fit.classWeights(), objective));
    state = new RunState(trainer.settings(fit, train), learner, objective, feed, fit.callbacks());
    int batches = (train.size().orElse(0) + fit.batchSize() - 1) / fit.batchSize();
    stepsPerEpoch =
        fit.stepsPerEpoch().isEmpty() && train.size().isPresent()
            ? OptionalInt.of(batches)
            : fit.stepsPerEpoch();
  }

  History run() throws IOException {
    try (feed;
        Team team = Team.of(fit.threads());
        Interrupts interrupts = fit.stopOnInterrupt() ? Interrupts.listen() : Interrupts.none()) {
      learner.team(team);
      evaluator.team(team);
      begin();
      // An epoch that was stopped within is still to be ended.
      while (state.epoch < fit.epochs()
          && !interrupts.interrupted()
          && (state.begun || state.stopReason == null)) {
        epoch(interrupts);
      }
      end(interrupts.interrupted());
    } catch (IOException | RuntimeException failure) {
      tellOf(failure);
      throw failure;
    } finally {
      learner.team(null);
      evaluator.team(null);
    }
    return state.history();
  }

  /** Tells those callbacks of a failure that know of a beginning. */
  private void tellOf(Exception failure) {
    if (!told) {
      return;
    }
    for (Callback callback : callbacks) {
      try {
        callback.onTrainFailure(this, failure);
      } catch (RuntimeException another) {
        failure.addSuppressed(another);
      }
    }
  }

  /**
   * Begins anew, or where a checkpoint was written. Callbacks are told of a beginning that they may
   * have been told of before; what they do then is undone by taking over the checkpoint again.
   */
  private void begin() throws IOException {
    state.epoch = fit.initialEpoch();
    learner.passes(fit.initialEpoch());
    Optional<Path> written = fit.resume().filter(Files::exists);
    if (written.isEmpty()) {
      tell(callback -> callback.onTrainBegin(this));
    } else {
      Checkpoint checkpoint = Checkpoint.read(written.get());
      state.restore(checkpoint);
      tell(callback -> callback.onTrainBegin(this));
      state.restore(checkpoint);
      state.recall(checkpoint);
      if (state.begun) {
        tell(callback -> callback.onEpochBegin(this, state.epoch));
        state.restore(checkpoint);
        state.recall(checkpoint);
      }
      feed.restore(checkpoint, batch);
    }
    told = true;
    writeRequested();
  }

  private void epoch(Interrupts interrupts) throws IOException {
    if (!state.begun) {
      objective.reset();
      tell(callback -> callback.onEpochBegin(this, state.epoch));
      state.begun = true;
      writeRequested();
    }
    steps(interrupts);
    if (interrupts.interrupted()) {
      return;
    }
    Logs logs = epochLogs();
    tell(callback -> callback.onEpochEnd(this, state.epoch, logs));
    state.history().add(state.epoch, logs.toMap());
    stepsPerEpoch = OptionalInt.of(stepsPerEpoch.orElse(state.step));
    state.epoch++;
    state.step = 0;
    state.begun = false;
    fit.resume().ifPresent(requested::add);
    writeRequested();
  }

  private void steps(Interrupts interrupts) throws IOException {
    Logs logs = new Logs(objective.names());
    int most = fit.stepsPerEpoch().orElse(Integer.MAX_VALUE);
    while (state.stopReason == null
        && !interrupts.interrupted()
        && state.step < most
        && feed.next(batch)) {
      for (int c = 0; c < callbacks.size(); c++) {
        callbacks.get(c).onBatchBegin(this, state.step);
      }
      learner.step(batch);
      if (!callbacks.isEmpty()) {
        objective.copyTo(logs);
        for (int c = 0; c < callbacks.size(); c++) {
          callbacks.get(c).onBatchEnd(this, state.step, logs);
        }
      }
      state.step++;
      if (fit.checkpointSteps().isPresent()
          && learner.steps() % fit.checkpointSteps().getAsInt() == 0) {
        requested.add(fit.resume().orElseThrow());
      }
      writeRequested();
    }
  }

  private Logs epochLogs() throws IOException {
    Logs logs = new Logs(objective.names());
    objective.copyTo(logs);
    learner.requireFinite(logs.get("loss"));
    if (held != null && fit.validatesAfter(state.epoch)) {
      int batchSize = fit.validationBatchSize().orElse(fit.batchSize());
      evaluator.evaluate(held, batchSize, fit.validationSteps(), validationCheck);
      evaluator.objective().figures().forEach((name, value) -> logs.set(VALIDATION + name, value));
    }
    return logs;
  }

  private void end(boolean interrupted) throws IOException {
    boolean stopped = state.stopReason != null && !state.begun;
    if (interrupted && !stopped && state.epoch < fit.epochs()) {
      state.history().stopped(afterInterrupt());
    } else {
      state.history().stopped(state.stopReason);
      learner.takeAverage();
    }
    tell(callback -> callback.onTrainEnd(this));
    writeRequested();
  }

  /** Writes the checkpoint and a message, and returns why training ends. */
  private String afterInterrupt() throws IOException {
    String reason =
        "interrupted in epoch %d of %d after %d steps"
            .formatted(state.epoch + 1, fit.epochs(), state.step);
    fit.resume().ifPresent(requested::add);
    writeRequested();
    System.err.printf(
        "%nTraining was %s%s; another interrupt ends the program%n",
        reason, fit.resume().map(file -> ", and goes on from " + file).orElse(""));
    return reason;
  }

  private void tell(Consumer<Callback> event) {
    callbacks.forEach(event);
  }

  /** Writes the checkpoints that callbacks asked for, once all of them know of the event. */
  private void writeRequested() throws IOException {
    if (!requested.isEmpty()) {
      for (Path file : requested) {
        state.write(file);
      }
      requested.clear();
    }
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public int epochs() {
    return fit.epochs();
  }

  @Override
  public OptionalInt stepsPerEpoch() {
    return stepsPerEpoch;
  }

  @Override
  public List<String> figures() {
    List<String> names = new ArrayList<>(objective.names());
    if (held != null) {
      objective.names().forEach(name -> names.add(VALIDATION + name));
    }
    return names;
  }

  @Override
  public double learningRate() {
    return learner.learningRate();
  }

  @Override
  public void setLearningRate(double rate) {
    learner.fixLearningRate(rate);
  }

  @Override
  public float[] gradient() {
    return learner.gradient();
  }

  @Override
  public List<float[]> values(Layer layer) {
    return learner.values(model.layers().indexOf(layer));
  }

  @Override
  public void stop(String reason) {
    state.stopReason = reason;
  }

  @Override
  public Optional<String> stopReason() {
    return state.history().stopReason().or(() -> Optional.ofNullable(state.stopReason));
  }

  @Override
  public void checkpoint(Path file) {
    requested.add(file);
  }
}

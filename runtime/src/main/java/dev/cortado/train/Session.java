package dev.cortado.train;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Logs;
import dev.cortado.callback.Training;
import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.model.Model;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** One call of fit. */
final class Session implements Training {
  private final Trainer trainer;
  private final Dataset train;
  private final Dataset held;
  private final Fit fit;
  private final List<Callback> callbacks;
  private final History history = new History();
  private String stopReason;

  Session(Trainer trainer, Dataset train, Dataset held, Fit fit) {
    this.trainer = trainer;
    this.train = train;
    this.held = held;
    this.fit = fit;
    callbacks = new ArrayList<>(fit.callbacks());
    if (fit.progress() != Progress.NONE) {
      callbacks.add(ProgressPrinter.of(fit.progress()));
    }
  }

  History run() throws IOException {
    Batch batch = trainer.newBatch(fit.batchSize());
    Logs stepLogs = new Logs(trainer.objective().names());
    callbacks.forEach(callback -> callback.onTrainBegin(this));
    for (int epoch = 0; epoch < fit.epochs() && stopReason == null; epoch++) {
      for (Callback callback : callbacks) {
        callback.onEpochBegin(this, epoch);
      }
      epoch(batch, stepLogs);
      Logs logs = epochLogs();
      history.add(logs.toMap());
      for (Callback callback : callbacks) {
        callback.onEpochEnd(this, epoch, logs);
      }
    }
    history.stopped(stopReason);
    callbacks.forEach(callback -> callback.onTrainEnd(this));
    return history;
  }

  private void epoch(Batch batch, Logs logs) throws IOException {
    trainer.objective().reset();
    try (Dataset.Batches batches =
        train.batches(fit.batchSize(), trainer.nextOrder(fit.shuffle()))) {
      for (int step = 0; stopReason == null && batches.next(batch); step++) {
        for (int c = 0; c < callbacks.size(); c++) {
          callbacks.get(c).onBatchBegin(this, step);
        }
        trainer.trainOnBatch(batch);
        if (!callbacks.isEmpty()) {
          copy(trainer.objective(), "", logs);
          for (int c = 0; c < callbacks.size(); c++) {
            callbacks.get(c).onBatchEnd(this, step, logs);
          }
        }
      }
    }
  }

  private Logs epochLogs() throws IOException {
    List<String> names = new ArrayList<>(trainer.objective().names());
    if (held != null) {
      trainer.validation().names().forEach(name -> names.add("val_" + name));
    }
    Logs logs = new Logs(names);
    copy(trainer.objective(), "", logs);
    if (held != null) {
      trainer.evaluate(held, fit.batchSize());
      copy(trainer.validation(), "val_", logs);
    }
    return logs;
  }

  private static void copy(Objective from, String prefix, Logs to) {
    to.set(prefix + "loss", from.loss());
    for (int m = 0; m < from.metricCount(); m++) {
      to.set(prefix + from.metricName(m), from.metric(m));
    }
  }

  @Override
  public Model model() {
    return trainer.model();
  }

  @Override
  public int epochs() {
    return fit.epochs();
  }

  @Override
  public OptionalInt stepsPerEpoch() {
    return train.size().isPresent()
        ? OptionalInt.of((train.size().getAsInt() + fit.batchSize() - 1) / fit.batchSize())
        : OptionalInt.empty();
  }

  @Override
  public double learningRate() {
    return trainer.learningRate();
  }

  @Override
  public void setLearningRate(double rate) {
    trainer.fixLearningRate(rate);
  }

  @Override
  public float[] gradient() {
    return trainer.gradient();
  }

  @Override
  public void stop(String reason) {
    stopReason = reason;
  }
}

package dev.cortado.callback;

import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A run of training that only tells callbacks what tests want them to hear. */
public final class FakeTraining implements Training {
  private final CompiledModel model;
  private final int epochs;
  private double rate;
  private String stopReason;

  /** A run of a network, with a learning rate. */
  public FakeTraining(CompiledModel model, int epochs, double rate) {
    this.model = model;
    this.epochs = epochs;
    this.rate = rate;
  }

  /** A run of ten epochs of a small network, with a learning rate of 1. */
  public static FakeTraining small() {
    return new FakeTraining(FakeModel.small(), 10, 1);
  }

  @Override
  public CompiledModel model() {
    return model;
  }

  @Override
  public int epochs() {
    return epochs;
  }

  @Override
  public OptionalInt stepsPerEpoch() {
    return OptionalInt.of(4);
  }

  @Override
  public List<String> figures() {
    return List.of();
  }

  @Override
  public void checkpoint(Path file) {
    throw new AssertionError("no checkpoint is wanted here");
  }

  @Override
  public double learningRate() {
    return rate;
  }

  @Override
  public void setLearningRate(double changed) {
    rate = changed;
  }

  @Override
  public float[] gradient() {
    return new float[model.trainableCount()];
  }

  @Override
  public List<float[]> values(Layer layer) {
    return List.of();
  }

  @Override
  public void stop(String reason) {
    stopReason = reason;
  }

  @Override
  public Optional<String> stopReason() {
    return Optional.ofNullable(stopReason);
  }
}

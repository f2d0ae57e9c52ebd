package dev.cortado.callback;

import dev.cortado.model.Blueprint;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Head;
import dev.cortado.model.Shape;
import dev.cortado.model.WeightInitializer;
import dev.cortado.model.Workspace;

/** A network of any blueprint that has parameters but computes nothing. */
public final class FakeModel extends CompiledModel {
  /** Leaves parameters at 0. */
  public static final WeightInitializer ZEROS = (shape, random, values, offset) -> {};

  /** A network of a blueprint. */
  public FakeModel(Blueprint blueprint) {
    super(blueprint, new float[blueprint.parameterCount()], 0);
  }

  /** A chain of an input and one layer with three parameters, one of them frozen. */
  public static FakeModel small() {
    return new FakeModel(
        Blueprint.of("Small", "small")
            .layer("input", "Input", Shape.of(1))
            .layer("sum", "Dense", Shape.of(1), "input")
            .parameter("kernel", Shape.of(1, 1), 0, ZEROS)
            .parameter("bias", Shape.of(1), 1, ZEROS)
            .frozen("scale", Shape.of(1), 2, ZEROS)
            .output("sum", Head.NONE)
            .build());
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompiledModel copy() {
    throw new UnsupportedOperationException();
  }
}

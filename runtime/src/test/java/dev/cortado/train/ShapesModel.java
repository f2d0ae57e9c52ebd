package dev.cortado.train;

import dev.cortado.model.Blueprint;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Workspace;

/** A network that has shapes and computes nothing, for what is refused before it would. */
final class ShapesModel extends CompiledModel {
  ShapesModel(Blueprint blueprint) {
    super(blueprint, new float[blueprint.parameterCount()], 0);
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    throw new AssertionError("it computes nothing");
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    throw new AssertionError("it computes nothing");
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    throw new AssertionError("it computes nothing");
  }

  @Override
  public CompiledModel copy() {
    return new ShapesModel(blueprint());
  }
}

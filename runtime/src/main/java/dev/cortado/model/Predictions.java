package dev.cortado.model;

import java.util.List;

/** Predictions of many samples, as many at a time as a workspace holds. */
final class Predictions {
  private Predictions() {}

  /** Predicts rows that are already checked, for a network with one input and one output. */
  static void intoRows(
      CompiledModel model, Workspace workspace, float[][] rows, float[][] outputs) {
    int output = model.blueprint().indexOf(model.blueprint().outputs().keySet().iterator().next());
    for (int from = 0; from < rows.length; from += workspace.capacity()) {
      int samples = Math.min(workspace.capacity(), rows.length - from);
      workspace.input(0, rows, from, samples);
      model.forwardOutputs(workspace, samples);
      copy(workspace.layer(output), outputs, from, samples);
    }
    workspace.release();
  }

  /** Predicts with any number of inputs and outputs, after checking them. */
  static float[][][] all(CompiledModel model, Workspace workspace, float[][]... rows) {
    List<Layer> inputs = model.inputs();
    List<Layer> outputs = model.outputs();
    if (rows.length != inputs.size()) {
      throw new IllegalArgumentException(
          "network %s has %d inputs %s, but rows for %d were given"
              .formatted(model.name(), inputs.size(), model.blueprint().inputs(), rows.length));
    }
    int samples = rows[0].length;
    for (int i = 0; i < rows.length; i++) {
      requireRows(inputs.get(i), rows[i]);
      if (rows[i].length != samples) {
        throw new IllegalArgumentException(
            "%d samples of '%s', but %d of '%s'"
                .formatted(samples, inputs.get(0).name(), rows[i].length, inputs.get(i).name()));
      }
    }
    float[][][] predictions = new float[outputs.size()][][];
    for (int o = 0; o < predictions.length; o++) {
      predictions[o] = new float[samples][outputs.get(o).shape().size()];
    }
    for (int from = 0; from < samples; from += workspace.capacity()) {
      int count = Math.min(workspace.capacity(), samples - from);
      for (int i = 0; i < rows.length; i++) {
        workspace.input(i, rows[i], from, count);
      }
      model.forwardOutputs(workspace, count);
      for (int o = 0; o < predictions.length; o++) {
        int layer = model.blueprint().indexOf(outputs.get(o).name());
        copy(workspace.layer(layer), predictions[o], from, count);
      }
    }
    workspace.release();
    return predictions;
  }

  /** What a layer computes for one sample. */
  static float[] activations(CompiledModel model, int layer, float[]... sample) {
    List<Layer> inputs = model.inputs();
    if (sample.length != inputs.size()) {
      throw new IllegalArgumentException(
          "network %s has %d inputs %s, but a sample of %d was given"
              .formatted(model.name(), inputs.size(), model.blueprint().inputs(), sample.length));
    }
    Workspace workspace = model.workspace(1, false);
    for (int i = 0; i < sample.length; i++) {
      CompiledModel.requireSize(inputs.get(i).name(), inputs.get(i).shape().size(), sample[i]);
      workspace.input(i, new float[][] {sample[i]}, 0, 1);
    }
    model.forward(workspace, 1);
    return workspace.layer(layer)[0].clone();
  }

  /** Refuses rows of the wrong length. */
  static void requireRows(Layer layer, float[][] rows) {
    int size = layer.shape().size();
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != size) {
        throw new IllegalArgumentException(
            "layer '%s' holds %d values a sample, shape %s, but row %d has %d"
                .formatted(layer.name(), size, layer.shape(), row, rows[row].length));
      }
    }
  }

  private static void copy(float[][] from, float[][] to, int toRow, int samples) {
    for (int s = 0; s < samples; s++) {
      System.arraycopy(from[s], 0, to[toRow + s], 0, to[toRow + s].length);
    }
  }
}

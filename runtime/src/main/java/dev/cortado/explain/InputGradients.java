package dev.cortado.explain;

import dev.cortado.model.CompiledModel;
import dev.cortado.model.Head;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.model.Workspace;
import java.util.Arrays;
import java.util.List;

/**
 * The gradients of one number of an output with respect to all inputs, of several samples at a
 * time. For one thread.
 */
final class InputGradients {
  private final CompiledModel model;
  private final List<Layer> inputs;
  private final int[] sizes;
  private final Layer output;
  private final int outputSize;
  private final int outputLayer;
  private final int position;
  private final boolean[] fromLogits;
  private final Workspace workspace;

  private InputGradients(CompiledModel model, String output, Score score, int capacity) {
    this.model = model;
    inputs = model.inputs();
    sizes = inputs.stream().mapToInt(input -> input.shape().size()).toArray();
    List<Layer> outputs = model.outputs();
    List<String> names = outputs.stream().map(Layer::name).toList();
    position = names.indexOf(output);
    if (position < 0) {
      throw new IllegalArgumentException(
          "network %s has no output '%s'; it has %s".formatted(model.name(), output, names));
    }
    this.output = outputs.get(position);
    outputSize = this.output.shape().size();
    outputLayer = model.blueprint().indexOf(output);
    fromLogits = new boolean[names.size()];
    fromLogits[position] = score == Score.LOGIT && this.output.head() != Head.NONE;
    workspace = model.explanationWorkspace(capacity);
  }

  /**
   * The gradients of an output of a network.
   *
   * @throws IllegalArgumentException where the network has no such output, or was not compiled
   * @throws IllegalStateException where the network was not declared to explain itself
   */
  static InputGradients of(Model network, String output, Score score, int capacity) {
    if (!(network instanceof CompiledModel model)) {
      throw new IllegalArgumentException(
          "network %s was not compiled by Cortado".formatted(network.name()));
    }
    return new InputGradients(model, output, score, capacity);
  }

  /** The name of the only output. */
  static String theOutput(Model network) {
    List<Layer> outputs = network.outputs();
    if (outputs.size() != 1) {
      throw new IllegalArgumentException(
          "network %s has the outputs %s; name the one to explain"
              .formatted(network.name(), outputs.stream().map(Layer::name).toList()));
    }
    return outputs.get(0).name();
  }

  /** How many samples it takes at a time. */
  int capacity() {
    return workspace.capacity();
  }

  int inputCount() {
    return inputs.size();
  }

  /** New rows, one for each input. */
  float[][] newRows() {
    return Arrays.stream(sizes).mapToObj(size -> new float[size]).toArray(float[][]::new);
  }

  /** Refuses what is not one array for each input, of its size. */
  void require(String what, float[][] sample) {
    if (sample.length != inputs.size()) {
      throw new IllegalArgumentException(
          "network %s has %d inputs, but %s of %d was given"
              .formatted(model.name(), inputs.size(), what, sample.length));
    }
    for (int i = 0; i < sample.length; i++) {
      if (sample[i].length != sizes[i]) {
        throw new IllegalArgumentException(
            "input '%s' holds %d values a sample, shape %s, but %s has %d"
                .formatted(
                    inputs.get(i).name(), sizes[i], inputs.get(i).shape(), what, sample[i].length));
      }
    }
  }

  /** Refuses a number that the output does not have. */
  void requireElement(int element) {
    if (element < 0 || element >= outputSize) {
      throw new IllegalArgumentException(
          "output '%s' has the elements 0 to %d, but %d was to be explained"
              .formatted(output.name(), outputSize - 1, element));
    }
  }

  /** Sets the samples of an input, by reference. */
  void input(int input, float[][] rows, int samples) {
    workspace.input(input, rows, 0, samples);
  }

  /** Computes the score of each sample, and the gradients. */
  void run(int element, int samples) {
    model.forward(workspace, samples);
    for (int o = 0; o < fromLogits.length; o++) {
      for (int s = 0; s < samples; s++) {
        float[] row = workspace.gradient(o)[s];
        Arrays.fill(row, 0f);
        if (o == position) {
          row[element] = 1;
        }
      }
    }
    model.inputGradient(workspace, samples, fromLogits);
  }

  /** After a run, the score of a sample. */
  float score(int element, int sample) {
    float[][] rows =
        fromLogits[position] ? workspace.logits(position) : workspace.layer(outputLayer);
    return rows[sample][element];
  }

  /** After a run, the gradients with respect to an input, one row a sample. */
  float[][] gradient(int input) {
    return workspace.inputGradient(input);
  }

  /** Lets go of the samples. */
  void release() {
    workspace.release();
  }
}

package dev.cortado.train;

import dev.cortado.callback.Logs;
import dev.cortado.data.Batch;
import dev.cortado.metric.Metric;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import dev.cortado.model.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a network is trained for and judged by: the sum of its outputs' losses and of its penalties,
 * and metrics. Accumulates them over batches. Of outputs without a loss, nothing is trained: they
 * have no targets, and no gradient.
 *
 * <p>The figures are named as in Keras: {@code loss}; where several outputs have a loss, also
 * {@code <output>_loss}, without the loss's weight; metrics by their names, with the prefix {@code
 * <output>_} where there are several outputs.
 */
final class Objective {
  private final CompiledModel model;
  private final OutputObjective[] outputs;
  private final Judge[] judges;
  private final boolean[] fromLogits;
  private final int[] untrained;
  private final List<String> names = new ArrayList<>();
  private double lossSum;
  private double samples;

  /** A metric of an output, under its name among the figures. */
  private record Judge(String name, int output, boolean weighted, Metric.Accumulator accumulator) {}

  Objective(CompiledModel model, Map<String, Goal> goals) {
    this.model = model;
    List<Layer> layers = model.outputs();
    List<OutputObjective> trained = new ArrayList<>();
    fromLogits = new boolean[layers.size()];
    for (int o = 0; o < layers.size(); o++) {
      Layer layer = layers.get(o);
      Goal goal = goals.get(layer.name());
      if (goal.loss() != null) {
        int layerPosition = model.blueprint().indexOf(layer.name());
        trained.add(new OutputObjective(layer, o, trained.size(), layerPosition, goal));
        fromLogits[o] = trained.get(trained.size() - 1).loss().fromLogits();
      }
    }
    outputs = trained.toArray(OutputObjective[]::new);
    untrained =
        IntStream.range(0, layers.size())
            .filter(o -> goals.get(layers.get(o).name()).loss() == null)
            .toArray();
    names.add("loss");
    if (outputs.length > 1) {
      trained.forEach(output -> names.add(output.layer().name() + "_loss"));
    }
    judges = judges(goals);
    for (Judge judge : judges) {
      names.add(judge.name());
    }
  }

  private Judge[] judges(Map<String, Goal> goals) {
    List<Judge> found = new ArrayList<>();
    Set<String> taken = new HashSet<>(names);
    for (int o = 0; o < outputs.length; o++) {
      for (Metric metric : goals.get(outputs[o].layer().name()).metrics()) {
        String name = prefix(o) + metric.name();
        found.add(judge(unique(name, taken), o, false, metric));
      }
    }
    for (int o = 0; o < outputs.length; o++) {
      for (Metric metric : goals.get(outputs[o].layer().name()).weightedMetrics()) {
        String name = prefix(o) + metric.name();
        String free = taken.contains(name) ? prefix(o) + "weighted_" + metric.name() : name;
        found.add(judge(unique(free, taken), o, true, metric));
      }
    }
    return found.toArray(Judge[]::new);
  }

  private Judge judge(String name, int output, boolean weighted, Metric metric) {
    OutputObjective judged = outputs[output];
    return new Judge(name, output, weighted, metric.on(judged.layer(), judged.loss().targetSize()));
  }

  private String prefix(int output) {
    return model.outputs().size() == 1 ? "" : outputs[output].layer().name() + "_";
  }

  private static String unique(String name, Set<String> taken) {
    String free = name;
    for (int i = 1; !taken.add(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  /** How many outputs have a loss, and so a target. */
  int targetCount() {
    return outputs.length;
  }

  /** The outputs with a loss, in the network's order. */
  OutputObjective output(int target) {
    return outputs[target];
  }

  /** For each output of the network, whether its gradient is that by its logits. */
  boolean[] fromLogits() {
    return fromLogits;
  }

  /** The names of all figures. */
  List<String> names() {
    return names;
  }

  /** Forgets all batches. */
  void reset() {
    lossSum = 0;
    samples = 0;
    for (OutputObjective output : outputs) {
      output.sum(0);
    }
    for (Judge judge : judges) {
      judge.accumulator().reset();
    }
  }

  /**
   * Adds a batch whose layers are computed.
   *
   * @param gradients whether the losses write their gradients into the workspace
   * @return the loss of the batch, penalty included
   */
  double add(Workspace workspace, Batch batch, boolean gradients) {
    double loss = model.penalty();
    for (OutputObjective output : outputs) {
      loss += output.add(workspace, batch, gradients);
    }
    if (gradients) {
      clearUntrained(workspace, batch.samples());
    }
    for (Judge judge : judges) {
      float[][] predictions = outputs[judge.output()].predictions(workspace);
      float[][] targets = batch.target(judge.output());
      float[] weights = batch.targetWeights(judge.output());
      for (int s = 0; s < batch.samples(); s++) {
        float weight = judge.weighted() ? batch.weights()[s] * weights[s] : 1;
        judge.accumulator().add(predictions[s], targets[s], weight);
      }
    }
    lossSum += loss * batch.samples();
    samples += batch.samples();
    return loss;
  }

  /** A network may have used these rows to add up what comes from layers behind the output. */
  private void clearUntrained(Workspace workspace, int samples) {
    for (int output : untrained) {
      for (int s = 0; s < samples; s++) {
        Arrays.fill(workspace.gradient(output)[s], 0);
      }
    }
  }

  /** How many samples were added. */
  double samples() {
    return samples;
  }

  /** Sets all figures of a log. Allocates nothing where the log has them already. */
  void copyTo(Logs logs) {
    for (int figure = 0; figure < names.size(); figure++) {
      logs.set(names.get(figure), figure(figure));
    }
  }

  /** The figures by name. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int figure = 0; figure < names.size(); figure++) {
      figures.put(names.get(figure), figure(figure));
    }
    return figures;
  }

  private double figure(int index) {
    int firstMetric = names.size() - judges.length;
    if (index >= firstMetric) {
      return judges[index - firstMetric].accumulator().result();
    }
    double sum = index == 0 ? lossSum : outputs[index - 1].sum();
    return samples == 0 ? 0 : sum / samples;
  }

  /** Puts all that was accumulated into a checkpoint. */
  void save(Checkpoint checkpoint) {
    double[] sums = new double[2 + outputs.length];
    sums[0] = lossSum;
    sums[1] = samples;
    for (int o = 0; o < outputs.length; o++) {
      sums[2 + o] = outputs[o].sum();
    }
    checkpoint.put("losses", sums);
    for (Judge judge : judges) {
      checkpoint.put("metric " + judge.name(), judge.accumulator().state());
    }
  }

  /** Takes over what {@link #save} put into a checkpoint. */
  void restore(Checkpoint checkpoint) throws IOException {
    double[] sums = checkpoint.numbers("losses", 2 + outputs.length);
    lossSum = sums[0];
    samples = sums[1];
    for (int o = 0; o < outputs.length; o++) {
      outputs[o].sum(sums[2 + o]);
    }
    for (Judge judge : judges) {
      String name = "metric " + judge.name();
      // As many numbers as an accumulator of the same metric and output has
      judge.accumulator().restore(checkpoint.numbers(name, judge.accumulator().state().length));
    }
  }
}

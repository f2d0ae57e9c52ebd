package dev.cortado.train;

import dev.cortado.data.Batch;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import dev.cortado.model.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What each output is judged by: its loss, the loss's weight and its metrics. Accumulates them over
 * batches.
 */
final class Objective {
  private final CompiledModel model;
  private final int[] layers;
  private final Loss.OutputLoss[] losses;
  private final float[] weights;
  private final boolean[] fromLogits;
  private final List<String> metricNames = new ArrayList<>();
  private final int[] metricOutputs;
  private final Metric.Accumulator[] metrics;
  private double lossSum;
  private double samples;

  Objective(
      CompiledModel model,
      Map<String, Loss> lossByOutput,
      Map<String, Double> weightByOutput,
      Map<String, List<Metric>> metricsByOutput) {
    this.model = model;
    List<Layer> outputs = model.outputs();
    layers = new int[outputs.size()];
    losses = new Loss.OutputLoss[outputs.size()];
    weights = new float[outputs.size()];
    fromLogits = new boolean[outputs.size()];
    List<Metric.Accumulator> accumulators = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int o = 0; o < losses.length; o++) {
      Layer output = outputs.get(o);
      layers[o] = model.blueprint().indexOf(output.name());
      losses[o] = lossByOutput.get(output.name()).on(output);
      weights[o] = weightByOutput.getOrDefault(output.name(), 1.0).floatValue();
      fromLogits[o] = losses[o].fromLogits();
      for (Metric metric : metricsByOutput.getOrDefault(output.name(), List.of())) {
        metricNames.add(losses.length == 1 ? metric.name() : output.name() + "_" + metric.name());
        accumulators.add(metric.on(output, losses[o].targetSize()));
        owners.add(o);
      }
    }
    metrics = accumulators.toArray(Metric.Accumulator[]::new);
    metricOutputs = owners.stream().mapToInt(Integer::intValue).toArray();
  }

  int outputCount() {
    return losses.length;
  }

  Loss.OutputLoss loss(int output) {
    return losses[output];
  }

  boolean[] fromLogits() {
    return fromLogits;
  }

  /** The names of the loss and the metrics. */
  List<String> names() {
    List<String> names = new ArrayList<>(metricNames);
    names.add("loss");
    return names;
  }

  void reset() {
    lossSum = 0;
    samples = 0;
    for (Metric.Accumulator metric : metrics) {
      metric.reset();
    }
  }

  /**
   * Adds a batch whose layers are computed.
   *
   * @param gradients whether the losses write their gradients into the workspace
   * @return the mean loss of the batch, penalty included
   */
  double add(Workspace workspace, Batch batch, boolean gradients) {
    int count = batch.samples();
    double mean = model.penalty();
    for (int o = 0; o < losses.length; o++) {
      double counted = 0;
      for (int s = 0; s < count; s++) {
        counted += losses[o].counted(batch.target(o)[s]);
      }
      // Where the losses ignore all of a batch, it has a loss of 0.
      double share = counted == 0 ? 0 : 1 / counted;
      float[][] predictions = fromLogits[o] ? workspace.logits(o) : workspace.layer(layers[o]);
      float[][] into = gradients ? workspace.gradient(o) : null;
      float[][] targets = batch.target(o);
      for (int s = 0; s < count; s++) {
        double weight = share * weights[o] * batch.weights()[s];
        mean +=
            weight
                * losses[o].sample(
                    predictions[s], targets[s], (float) weight, gradients ? into[s] : null);
      }
    }
    for (int m = 0; m < metrics.length; m++) {
      float[][] predictions = workspace.layer(layers[metricOutputs[m]]);
      float[][] targets = batch.target(metricOutputs[m]);
      for (int s = 0; s < count; s++) {
        metrics[m].add(predictions[s], targets[s], batch.weights()[s]);
      }
    }
    lossSum += mean * count;
    samples += count;
    return mean;
  }

  double loss() {
    return samples == 0 ? 0 : lossSum / samples;
  }

  String metricName(int metric) {
    return metricNames.get(metric);
  }

  int metricCount() {
    return metrics.length;
  }

  double metric(int metric) {
    return metrics[metric].result();
  }
}

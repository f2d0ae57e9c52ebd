package dev.cortado.train;

import dev.cortado.data.Batch;
import dev.cortado.loss.Loss;
import dev.cortado.model.Layer;
import dev.cortado.model.Workspace;

/** The loss of one output, and its sum over batches. */
final class OutputObjective {
  private final Layer layer;
  private final int position;
  private final int target;
  private final int layerPosition;
  private final Loss.OutputLoss loss;
  private final String lossName;
  private final String weightOf;
  private final double weight;
  private double sum;

  /** Of the samples of the last batch. */
  private double[] losses = {};

  private float[] scales = {};

  /**
   * @param layer the output
   * @param position its position among the outputs
   * @param target its position among those with a loss, which have targets
   * @param layerPosition its position among all layers
   */
  OutputObjective(Layer layer, int position, int target, int layerPosition, Goal goal) {
    this.layer = layer;
    this.position = position;
    this.target = target;
    this.layerPosition = layerPosition;
    loss = goal.loss().on(layer);
    lossName = goal.loss().name();
    weight = goal.weight();
    weightOf = " for the output '%s'".formatted(layer.name());
  }

  Layer layer() {
    return layer;
  }

  Loss.OutputLoss loss() {
    return loss;
  }

  String lossName() {
    return lossName;
  }

  /** The loss and what it counts for, as checkpoints compare them. */
  String description() {
    return "%s of '%s' with weight %s".formatted(lossName, layer.name(), weight);
  }

  /** What messages on its weights add; at hand, because batches are checked without allocating. */
  String weightOf() {
    return weightOf;
  }

  float[][] predictions(Workspace workspace) {
    return workspace.layer(layerPosition);
  }

  /**
   * Adds a batch whose layers are computed: Keras's {@code sum_over_batch_size}.
   *
   * @param gradients whether the gradient is written into the workspace
   * @return the mean loss of the batch, times this loss's weight
   */
  double add(Workspace workspace, Batch batch, boolean gradients) {
    int samples = batch.samples();
    float[][] targets = batch.target(target);
    double counted = 0;
    for (int s = 0; s < samples; s++) {
      counted += loss.counted(targets[s]);
    }
    // Where the loss ignores all of a batch, it is 0.
    double share = counted == 0 ? 0 : 1 / counted;
    float[][] values = loss.fromLogits() ? workspace.logits(position) : predictions(workspace);
    float[] weights = batch.targetWeights(target);
    float[][] into = gradients ? workspace.gradient(position) : null;
    if (losses.length < samples) {
      losses = new double[samples];
      scales = new float[samples];
    }
    for (int s = 0; s < samples; s++) {
      scales[s] = (float) (share * batch.weights()[s] * weights[s] * weight);
    }
    loss.samples(values, targets, samples, scales, into, losses, workspace.scratch());
    double mean = 0;
    for (int s = 0; s < samples; s++) {
      mean += share * batch.weights()[s] * weights[s] * losses[s];
    }
    sum += mean * samples;
    return weight * mean;
  }

  /** The sum over samples of the mean losses of their batches, without this loss's weight. */
  double sum() {
    return sum;
  }

  void sum(double restored) {
    sum = restored;
  }
}

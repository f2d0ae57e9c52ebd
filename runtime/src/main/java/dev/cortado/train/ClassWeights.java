package dev.cortado.train;

import dev.cortado.data.Batch;
import dev.cortado.data.Labels;
import dev.cortado.model.Layer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Weights of classes: Keras's {@code class_weight}. */
final class ClassWeights {
  private final int[] classes;
  private final float[] weights;

  private ClassWeights(int[] classes, float[] weights) {
    this.classes = classes;
    this.weights = weights;
  }

  /**
   * The weights of the classes of a network's targets.
   *
   * @param weights a finite weight by class; empty where there are none
   * @throws IllegalArgumentException where a sample's target is not one class
   */
  static ClassWeights of(Map<Integer, Double> weights, Objective objective) {
    if (!weights.isEmpty()) {
      requireOneClassASample(objective);
    }
    Map<Integer, Double> sorted = new TreeMap<>(weights);
    int[] classes = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
    float[] values = new float[classes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sorted.get(classes[i]).floatValue();
    }
    return new ClassWeights(classes, values);
  }

  private static void requireOneClassASample(Objective objective) {
    if (objective.targetCount() != 1) {
      throw new IllegalArgumentException(
          "class weights are for networks with one output, but this one has %d; give the samples weights instead"
              .formatted(objective.targetCount()));
    }
    Layer layer = objective.output(0).layer();
    int targets = objective.output(0).loss().targetSize();
    boolean oneHot = layer.shape().sizes().size() == 1 && targets == layer.shape().size();
    if (targets != 1 && !oneHot) {
      throw new IllegalArgumentException(
          "class weights are for targets of one class a sample, but the output '%s' of shape %s has %d target values; give the samples weights instead"
              .formatted(layer.name(), layer.shape(), targets));
    }
  }

  /** Multiplies the weights of a batch's samples by those of their classes. Allocates nothing. */
  void apply(Batch batch) {
    if (classes.length == 0) {
      return;
    }
    for (int s = 0; s < batch.samples(); s++) {
      float[] target = batch.target(0)[s];
      // The greatest of one-hot targets, else the label, rounded as NumPy does: half to even.
      int label = target.length > 1 ? Labels.argMax(target) : (int) Math.rint(target[0]);
      int found = Arrays.binarySearch(classes, label);
      if (found >= 0) {
        batch.weights()[s] *= weights[found];
      }
    }
  }
}

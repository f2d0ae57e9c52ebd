package dev.cortado.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Samples, of which accumulators see floats and references see groups along the last axis. */
record Data(int length, List<float[]> predictions, List<float[]> targets, List<Float> weights) {

  /** One group: its target is a row, or one label. */
  static final class Group {
    private final double[] prediction;
    private final double[] target;
    private final double weight;

    private Group(double[] prediction, double[] target, double weight) {
      this.prediction = prediction;
      this.target = target;
      this.weight = weight;
    }

    double[] prediction() {
      return prediction;
    }

    double[] target() {
      return target;
    }

    double weight() {
      return weight;
    }

    boolean sparse() {
      return target.length < prediction.length;
    }

    /** The target of one class. */
    double target(int c) {
      return sparse() ? (target[0] == c ? 1 : 0) : target[c];
    }
  }

  /** Samples of one group each, with a weight of 1. */
  static Data of(float[][] targets, float[][] predictions) {
    float[] weights = new float[targets.length];
    Arrays.fill(weights, 1);
    return of(targets, predictions, weights);
  }

  /** Samples of one group each. */
  static Data of(float[][] targets, float[][] predictions, float[] weights) {
    Data data = empty(predictions[0].length);
    for (int i = 0; i < weights.length; i++) {
      data.add(predictions[i], targets[i], weights[i]);
    }
    return data;
  }

  /** Samples of one value each. */
  static Data column(float[] targets, float[] predictions, float... weights) {
    Data data = empty(1);
    for (int i = 0; i < targets.length; i++) {
      float weight = weights.length == 0 ? 1 : weights[i];
      data.add(new float[] {predictions[i]}, new float[] {targets[i]}, weight);
    }
    return data;
  }

  static Data empty(int length) {
    return new Data(length, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  void add(float[] prediction, float[] target, float weight) {
    predictions.add(prediction);
    targets.add(target);
    weights.add(weight);
  }

  int samples() {
    return weights.size();
  }

  /** Shows samples to an accumulator. */
  void show(Metric.Accumulator accumulator, int from, int to) {
    for (int i = from; i < to; i++) {
      accumulator.add(predictions.get(i), targets.get(i), weights.get(i));
    }
  }

  List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < samples(); i++) {
      double[] prediction = doubles(predictions.get(i));
      double[] target = doubles(targets.get(i));
      int count = prediction.length / length;
      int size = target.length / count;
      for (int g = 0; g < count; g++) {
        groups.add(
            new Group(
                Arrays.copyOfRange(prediction, g * length, (g + 1) * length),
                Arrays.copyOfRange(target, g * size, (g + 1) * size),
                weights.get(i)));
      }
    }
    return groups;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}

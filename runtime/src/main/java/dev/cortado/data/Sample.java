package dev.cortado.data;

import java.util.Arrays;
import java.util.List;

/**
 * One sample: a row for each input and each output of a network that has a loss. Rows are not
 * copied.
 */
public final class Sample {
  private final List<float[]> inputs;
  private final List<float[]> targets;
  private final float weight;
  private final float[] targetWeights;

  private Sample(List<float[]> inputs, List<float[]> targets, float weight, float[] targetWeights) {
    this.inputs = List.copyOf(inputs);
    this.targets = List.copyOf(targets);
    this.weight = weight;
    this.targetWeights = targetWeights;
  }

  /** A sample of a network with one input and one output. */
  public static Sample of(float[] input, float[] target) {
    return of(List.of(input), List.of(target));
  }

  /** A sample whose target is the index of a class, for sparse categorical cross-entropy. */
  public static Sample of(float[] input, int label) {
    return of(input, new float[] {label});
  }

  /** A sample of a network with several inputs or outputs. */
  public static Sample of(List<float[]> inputs, List<float[]> targets) {
    float[] ones = new float[targets.size()];
    Arrays.fill(ones, 1);
    return new Sample(inputs, targets, 1, ones);
  }

  /** This with what it counts for, 1 unless given. */
  public Sample weight(float value) {
    return new Sample(inputs, targets, value, targetWeights);
  }

  /**
   * This with what it counts for in each output, times {@link #weight()}; 1 unless given.
   *
   * @throws IllegalArgumentException where there are not as many weights as targets
   */
  public Sample targetWeights(float... perTarget) {
    if (perTarget.length != targets.size()) {
      throw new IllegalArgumentException(
          "%d weights for %d targets; give one each".formatted(perTarget.length, targets.size()));
    }
    return new Sample(inputs, targets, weight, perTarget.clone());
  }

  /** This with rows of its own. */
  Sample copy() {
    return new Sample(
        inputs.stream().map(float[]::clone).toList(),
        targets.stream().map(float[]::clone).toList(),
        weight,
        targetWeights);
  }

  /** A row for each input. */
  public List<float[]> inputs() {
    return inputs;
  }

  /** A row for each output. */
  public List<float[]> targets() {
    return targets;
  }

  /** What it counts for. */
  public float weight() {
    return weight;
  }

  /** What it counts for in the output of a target, times {@link #weight()}. */
  public float targetWeight(int target) {
    return targetWeights[target];
  }
}

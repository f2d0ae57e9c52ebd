package dev.cortado.optimizer;

import dev.cortado.model.ParameterSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The arrays of an optimizer, each as long as all trainable parameters; then a run over them. */
final class Slots {
  /** How one step of an optimizer moves the parameters and its slots, in one pass. */
  @FunctionalInterface
  interface Pass {
    /**
     * Takes one step with some of the parameters: several threads may take parts of a step.
     *
     * @param w the parameters
     * @param g their gradient
     * @param rate the learning rate
     * @param t the number of the step, from 1
     * @param from the first parameter to move
     * @param to the parameter before which to end
     */
    void take(float[] w, float[] g, double rate, long t, int from, int to);
  }

  private final int size;
  private final Map<String, float[]> arrays = new TreeMap<>();

  Slots(List<ParameterSpec> trainable) {
    size = sizeOf(trainable);
  }

  /** The number of values of some parameters. */
  static int sizeOf(List<ParameterSpec> parameters) {
    return parameters.stream().mapToInt(parameter -> parameter.shape().size()).sum();
  }

  int size() {
    return size;
  }

  /** A new slot of zeros. */
  float[] zeros(String name) {
    float[] slot = new float[size];
    arrays.put(name, slot);
    return slot;
  }

  /** A new slot filled with a value. */
  float[] filled(String name, double value) {
    float[] slot = zeros(name);
    Arrays.fill(slot, (float) value);
    return slot;
  }

  /** A run that takes its steps so. */
  Optimizer.Run run(Pass pass) {
    return new PassRun(Collections.unmodifiableMap(arrays), pass, size);
  }
}

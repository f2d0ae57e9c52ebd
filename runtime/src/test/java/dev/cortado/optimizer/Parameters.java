package dev.cortado.optimizer;

import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Shape;
import java.util.List;
import java.util.Random;

/** Parameters and gradients for the tests of optimizers. */
final class Parameters {
  private Parameters() {}

  /** One parameter of so many values. */
  static List<ParameterSpec> one(int size) {
    return List.of(spec("layer", "kernel", 0, size));
  }

  /** A kernel and a bias, one after the other. */
  static List<ParameterSpec> kernelAndBias(int kernel, int bias) {
    return List.of(spec("layer", "kernel", 0, kernel), spec("layer", "bias", kernel, bias));
  }

  static ParameterSpec spec(String layer, String name, int offset, int size) {
    return new ParameterSpec(layer, name, Shape.of(size), offset, true, (s, r, v, o) -> {});
  }

  /** Normally distributed numbers. */
  static float[] normal(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Takes steps with random gradients and a rate that changes. */
  static void train(Optimizer.Run run, float[] parameters, int trainable, int from, int to) {
    for (int t = from; t < to; t++) {
      run.step(parameters, normal(new Random(t), trainable), 0.01 / (1 + 0.1 * t));
    }
  }
}

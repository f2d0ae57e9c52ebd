package dev.cortado.benchmarks.network;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The first weights of a network: the same for every library, so that all compute the same.
 *
 * @param kernels for each layer its kernel, row-major with a row for each input; not copied
 * @param biases for each layer its bias; not copied
 */
public record Weights(List<float[]> kernels, List<float[]> biases) {
  private static final int SEED = 42;

  /** Copies the lists. */
  public Weights {
    kernels = List.copyOf(kernels);
    biases = List.copyOf(biases);
  }

  /** Draws kernels as Glorot and Bengio (2010) do, and biases a little off zero. */
  public static Weights of(Mlp network) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] kernels = new float[network.layers().size()][];
    float[][] biases = new float[network.layers().size()][];
    for (int l = 0; l < kernels.length; l++) {
      int inputs = network.inputsOf(l);
      int units = network.layers().get(l).units();
      kernels[l] = uniform(random, inputs * units, Math.sqrt(6.0 / (inputs + units)));
      biases[l] = uniform(random, units, 0.05);
    }
    return new Weights(List.of(kernels), List.of(biases));
  }

  private static float[] uniform(SplittableRandom random, int size, double limit) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    }
    return values;
  }
}

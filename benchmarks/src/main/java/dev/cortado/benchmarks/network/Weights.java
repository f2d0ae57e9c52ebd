package dev.cortado.benchmarks.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The first weights of a network: the same for every library, so that all compute the same.
 *
 * @param parameters all parameters of the first layer, then those of the next; not copied
 */
public record Weights(List<float[]> parameters) {
  private static final int SEED = 42;

  /** Copies the list. */
  public Weights {
    parameters = List.copyOf(parameters);
  }

  /** Draws them all: those of a network without its dropout are the same. */
  public static Weights of(Sequential network) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<float[]> parameters = new ArrayList<>();
    for (int l = 0; l < network.layers().size(); l++) {
      network.layers().get(l).parameters(network.inputOf(l)).stream()
          .map(parameter -> uniform(random, parameter.size(), parameter.limit()))
          .forEach(parameters::add);
    }
    return new Weights(parameters);
  }

  private static float[] uniform(SplittableRandom random, int size, double limit) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    }
    return values;
  }
}

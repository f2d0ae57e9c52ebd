package dev.cortado.benchmarks.network;

import dev.cortado.benchmarks.network.DenseLayer.Function;
import java.util.List;

/**
 * A multilayer perceptron.
 *
 * @param name unlike that of any other network measured
 * @param inputs the size of a sample
 * @param layers dense layers, each fed by the one before
 */
public record Mlp(String name, int inputs, List<DenseLayer> layers) {
  /** Copies the layers. */
  public Mlp {
    layers = List.copyOf(layers);
  }

  /** One dense layer of as many units as inputs, and no activation: a matrix product. */
  public static Mlp square(int width) {
    return new Mlp("square" + width, width, List.of(new DenseLayer(width, Function.LINEAR)));
  }

  /** The size of a prediction. */
  public int outputs() {
    return layers.get(layers.size() - 1).units();
  }

  /** The size of what a layer takes. */
  public int inputsOf(int layer) {
    return layer == 0 ? inputs : layers.get(layer - 1).units();
  }
}

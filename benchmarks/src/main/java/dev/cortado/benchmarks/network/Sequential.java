package dev.cortado.benchmarks.network;

import dev.cortado.benchmarks.network.DenseLayer.Function;
import java.util.Iterator;
import java.util.List;

/**
 * A network whose layers are fed by the one before each.
 *
 * @param name unlike that of any other network measured
 * @param input the shape of a sample, channels last
 * @param layers the layers, from the first that sees a sample to the one that predicts
 */
public record Sequential(String name, Extent input, List<NetworkLayer> layers) {
  /** Copies the layers. */
  public Sequential {
    layers = List.copyOf(layers);
  }

  /** One dense layer of as many units as inputs, and no activation: a matrix product. */
  public static Sequential square(int width) {
    return new Sequential(
        "square" + width, Extent.of(width), List.of(new DenseLayer(width, Function.LINEAR)));
  }

  /** How many numbers a sample has. */
  public int inputs() {
    return input.size();
  }

  /** The size of a prediction. */
  public int outputs() {
    return inputOf(layers.size()).size();
  }

  /** The shape of what a layer takes. */
  public Extent inputOf(int layer) {
    Extent extent = input;
    for (NetworkLayer below : layers.subList(0, layer)) {
      extent = below.output(extent);
    }
    return extent;
  }

  /**
   * Whether it predicts probabilities of classes, and learns them by categorical cross-entropy;
   * otherwise its loss is the mean squared error.
   */
  public boolean isClassifier() {
    return layers.get(layers.size() - 1) instanceof DenseLayer dense
        && dense.function() == Function.SOFTMAX;
  }

  /** Whether all layers are dense. */
  public boolean isDense() {
    return layers.stream().allMatch(DenseLayer.class::isInstance);
  }

  /** The same network, but with nothing in it that is random: this one where it has no dropout. */
  public Sequential withoutDropout() {
    List<NetworkLayer> others =
        layers.stream().filter(layer -> !(layer instanceof DropoutLayer)).toList();
    return others.equals(layers) ? this : new Sequential(name + " without dropout", input, others);
  }

  /** Tells a builder of all layers, from the first to the last. */
  public void build(Weights weights, LayerBuilder builder) {
    Iterator<float[]> parameters = weights.parameters().iterator();
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).build(inputOf(l), parameters, builder);
    }
  }
}

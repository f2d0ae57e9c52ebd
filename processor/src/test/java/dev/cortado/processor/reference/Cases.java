package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** What the cases of {@link ReferenceTest} are made of. */
final class Cases {

  private Cases() {}

  /** A layer that the named ones feed, which is no output. */
  static Layer layer(String name, Kind kind, String... inputs) {
    return new Layer(name, kind, List.of(inputs), false);
  }

  /** A dense layer without penalties. */
  static Dense dense(int units, ActivationFunction function) {
    Nonlinearity nonlinearity = new Nonlinearity(function, OptionalDouble.empty());
    return new Dense(units, nonlinearity, Dense.Bias.RANDOM, false, Penalty.NONE, Penalty.NONE);
  }

  /** A network of the input {@code in} and layers, the last of which is its output. */
  static Network network(Shape shape, Layer... layers) {
    List<Layer> all = new ArrayList<>(List.of(layer("in", new Input(shape))));
    all.addAll(Arrays.asList(layers));
    all.set(all.size() - 1, all.get(all.size() - 1).asOutput());
    return new Network(all);
  }

  /** Moves over a picture: how large, by how much a step, and how far apart its elements are. */
  static Window window(int height, int width, int down, int right, int apart, String padding) {
    return new Window(List.of(height, width), List.of(down, right), List.of(apart, apart), padding);
  }
}

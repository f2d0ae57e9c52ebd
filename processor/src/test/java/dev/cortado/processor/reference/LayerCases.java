package dev.cortado.processor.reference;

import static dev.cortado.processor.reference.Cases.dense;
import static dev.cortado.processor.reference.Cases.layer;
import static dev.cortado.processor.reference.Cases.network;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Cases of {@link ReferenceTest}: layers of any shape. */
final class LayerCases {

  private LayerCases() {}

  /** Every function, with each kind of parameter that it takes. */
  static Stream<Network> activations() {
    return Arrays.stream(ActivationFunction.values())
        .flatMap(
            function ->
                Stream.of(OptionalDouble.empty(), OptionalDouble.of(0.3), OptionalDouble.of(1.5))
                    .filter(alpha -> alpha.isEmpty() || function.takesAlpha())
                    .map(alpha -> new Activation(new Nonlinearity(function, alpha))))
        .map(activation -> network(Shape.of(4, 5), layer("out", activation, "in")));
  }

  /** Along the last axis. */
  static Stream<Network> denseLayers() {
    Dense tanh = dense(3, ActivationFunction.TANH);
    return Stream.of(
        network(Shape.of(7), layer("out", tanh, "in")),
        network(Shape.of(2, 3, 2), layer("out", tanh, "in")),
        network(Shape.of(8), layer("out", dense(3, ActivationFunction.SOFTMAX), "in")));
  }

  /** Networks as layers, layers called twice, and those of users. */
  static Stream<Network> uses() {
    Dense tanh = dense(3, ActivationFunction.TANH);
    return Stream.of(
        network(
            Shape.of(5),
            layer(
                "out",
                new Use(
                    "Block",
                    network(
                        Shape.of(5),
                        layer("hidden", tanh, "in"),
                        layer("dropped", new Dropout(0.4), "hidden"),
                        layer("back", dense(5, ActivationFunction.TANH), "dropped"),
                        layer("sum", new Add(), "in", "back")),
                    3),
                "in")),
        network(
            Shape.of(3, 3),
            layer("once", tanh, "in"),
            new Layer("again", tanh, List.of("once"), false, "once"),
            layer("out", new Add(), "once", "again")),
        network(
            Shape.of(2),
            layer("a", tanh, "in"),
            layer("b", new Custom(true, false), "a"),
            layer("out", new Custom(false, false), "b")));
  }

  /** Other orders and shapes of the same elements. */
  static Stream<Network> shapes() {
    Dense tanh = dense(3, ActivationFunction.TANH);
    return Stream.of(
        network(Shape.of(3, 4), layer("flat", new Flatten(), "in"), layer("out", tanh, "flat")),
        network(
            Shape.of(3, 4),
            layer("grid", new Reshape(Shape.of(2, 6), 0), "in"),
            layer("out", tanh, "grid")),
        network(
            Shape.of(2, 3, 4),
            layer("a", new Permute(List.of(2, 0, 1)), "in"),
            layer("b", new Slice(List.of(1, 0, 1), Shape.of(3, 2, 1), 0), "a"),
            layer("c", new Flatten(), "b"),
            layer("d", new RepeatVector(3), "c"),
            layer("out", tanh, "d")));
  }

  /** Of several layers, some of them twice. */
  static Stream<Network> merges() {
    Dense tanh = dense(3, ActivationFunction.TANH);
    return Stream.of(
        network(
            Shape.of(5),
            layer("a", tanh, "in"),
            layer("b", tanh, "in"),
            layer("out", new Add(), "a", "b", "a")),
        network(
            Shape.of(5),
            layer("a", tanh, "in"),
            layer("b", tanh, "in"),
            layer("out", new Multiply(), "a", "b", "a")),
        network(
            Shape.of(5),
            layer("a", tanh, "in"),
            layer("b", tanh, "in"),
            layer("out", new Average(), "a", "b", "a")),
        network(
            Shape.of(5),
            layer("a", tanh, "in"),
            layer("b", tanh, "in"),
            layer("out", new Subtract(), "a", "b")),
        network(
            Shape.of(5),
            layer("a", tanh, "in"),
            layer("b", tanh, "in"),
            layer("c", new Extremum(true), "a", "b", "a"),
            layer("out", new Extremum(false), "b", "c", "a")),
        network(
            Shape.of(2, 5),
            layer("a", tanh, "in"),
            layer("b", dense(4, ActivationFunction.SIGMOID), "in"),
            layer("out", new Concatenate(-1), "a", "b", "a")),
        network(
            Shape.of(2, 5, 2),
            layer("a", tanh, "in"),
            layer("b", new Reshape(Shape.of(1, 10, 2), -1), "in"),
            layer("c", tanh, "b"),
            layer("d", new Reshape(Shape.of(2, 5, 3), -1), "c"),
            layer("out", new Concatenate(1), "a", "d")),
        network(
            Shape.of(5, 4),
            layer("a", tanh, "in"),
            layer("b", new Reshape(Shape.of(2, 5, 2), -1), "in"),
            layer("c", new Dot(0, -2, false), "a", "b"),
            layer("out", new Dot(1, 1, true), "c", "c")));
  }

  /** Of each sample, and of batches. */
  static Stream<Network> normalizations() {
    Dense tanh = dense(3, ActivationFunction.TANH);
    Channels both = new Channels(true, true, true, false, Penalty.NONE);
    Channels fixed = new Channels(true, true, true, true, Penalty.NONE);
    Channels neither = new Channels(false, false, true, false, Penalty.NONE);
    return Stream.of(
        network(
            Shape.of(3, 4),
            layer("a", new GroupNormalization(0, List.of(-1), 1e-3, both), "in"),
            layer("b", new GroupNormalization(2, List.of(-1), 0.01, both), "a"),
            layer("c", new GroupNormalization(-1, List.of(-1), 1e-3, neither), "b"),
            layer("d", new RmsNormalization(1e-6, false), "c"),
            layer("out", new UnitNormalization(0), "d")),
        network(
            Shape.of(2, 3, 4),
            layer("a", new GroupNormalization(0, List.of(1), 1e-3, both), "in"),
            layer("b", new GroupNormalization(0, List.of(-1, 0), 1e-3, both), "a"),
            layer("c", new GroupNormalization(0, List.of(0, 1, 2), 1e-3, fixed), "b"),
            layer("d", new BatchNormalization(0, 0.99, 1e-3, both), "c"),
            layer("e", tanh, "d"),
            layer("out", new BatchNormalization(-2, 0.5, 0.1, fixed), "e")),
        network(
            Shape.of(2, 3),
            layer("a", new BatchNormalization(-1, 0.99, 1e-3, both), "in"),
            layer("b", tanh, "a"),
            layer("c", new BatchNormalization(-1, 0.5, 0.1, neither), "b"),
            layer("out", new BatchNormalization(-1, 0.5, 0.1, fixed), "c")));
  }

  /** What training alone draws. */
  static Stream<Network> noise() {
    return Stream.of(
        network(Shape.of(3, 4), layer("out", new Dropout(0.4), "in")),
        network(
            Shape.of(2, 2, 4),
            layer("a", new SpatialDropout(2, 0.3), "in"),
            layer("b", new GaussianNoise(0.2), "a"),
            layer("c", new Reshape(Shape.of(4, 4), -1), "b"),
            layer("d", new SpatialDropout(1, 0.3), "c"),
            layer("e", new GaussianDropout(0.2), "d"),
            layer("out", new AlphaDropout(0.3), "e")));
  }
}

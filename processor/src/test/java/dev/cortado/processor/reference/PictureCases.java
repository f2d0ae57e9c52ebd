package dev.cortado.processor.reference;

import static dev.cortado.processor.reference.Cases.layer;
import static dev.cortado.processor.reference.Cases.network;
import static dev.cortado.processor.reference.Cases.window;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Cases of {@link ReferenceTest}: layers that know where elements lie. */
final class PictureCases {

  private PictureCases() {}

  /** Of pictures and of sequences. */
  static Stream<Network> convolutions() {
    Weights tanh = Weights.of(new Nonlinearity(ActivationFunction.TANH, OptionalDouble.empty()));
    Shape picture = Shape.of(5, 7, 4);
    return Stream.concat(
        Stream.of(
                new Convolution(3, window(3, 3, 1, 1, 1, "VALID"), 1, tanh),
                new Convolution(3, window(2, 3, 2, 3, 1, "VALID"), 1, tanh),
                new Convolution(3, window(4, 3, 2, 1, 1, "SAME"), 1, tanh),
                new Convolution(3, window(2, 3, 1, 1, 2, "SAME"), 1, tanh),
                new Convolution(4, window(1, 1, 1, 1, 1, "VALID"), 2, tanh),
                new Convolution(8, window(3, 2, 2, 2, 1, "SAME"), 4, tanh))
            .map(convolution -> network(picture, layer("out", convolution, "in"))),
        Stream.of("VALID", "SAME", "CAUSAL")
            .map(padding -> new Window(List.of(3), List.of(1), List.of(2), padding))
            .map(window -> new Convolution(4, window, 2, tanh))
            .map(convolution -> network(Shape.of(9, 2), layer("out", convolution, "in"))));
  }

  /** Channel by channel, and transposed. */
  static Stream<Network> otherConvolutions() {
    Weights tanh = Weights.of(new Nonlinearity(ActivationFunction.TANH, OptionalDouble.empty()));
    return Stream.of(
            new DepthwiseConvolution(1, window(3, 2, 2, 1, 1, "SAME"), 0, tanh),
            new DepthwiseConvolution(3, window(2, 2, 1, 1, 2, "VALID"), 0, tanh),
            new DepthwiseConvolution(1, window(2, 3, 1, 1, 1, "VALID"), 5, tanh),
            new DepthwiseConvolution(2, window(3, 3, 2, 2, 1, "SAME"), 3, tanh),
            new TransposedConvolution(
                3, window(3, 3, 1, 1, 1, "VALID"), TransposedConvolution.NO_PADDING, tanh),
            new TransposedConvolution(
                3, window(3, 4, 2, 2, 1, "SAME"), TransposedConvolution.NO_PADDING, tanh),
            new TransposedConvolution(
                2, window(1, 2, 3, 2, 1, "VALID"), TransposedConvolution.NO_PADDING, tanh),
            new TransposedConvolution(
                2, window(2, 3, 1, 1, 2, "SAME"), TransposedConvolution.NO_PADDING, tanh),
            new TransposedConvolution(2, window(2, 3, 3, 2, 1, "VALID"), List.of(2, 1), tanh),
            new TransposedConvolution(2, window(2, 3, 3, 2, 1, "SAME"), List.of(1, 0), tanh))
        .map(convolution -> network(Shape.of(4, 5, 3), layer("out", convolution, "in")));
  }

  /** More and fewer elements at the borders and in between. */
  static Stream<Network> borders() {
    Shape picture = Shape.of(4, 5, 2);
    Shape sequence = Shape.of(6, 3);
    return Stream.of(
        network(picture, layer("out", new Border(false, List.of(1, 0), List.of(2, 3)), "in")),
        network(picture, layer("out", new Border(true, List.of(1, 2), List.of(2, 0)), "in")),
        network(sequence, layer("out", new Border(false, List.of(2), List.of(0)), "in")),
        network(sequence, layer("out", new Border(true, List.of(0), List.of(5)), "in")),
        network(picture, layer("out", new UpSampling(List.of(3, 2)), "in")),
        network(picture, layer("out", new BilinearUpSampling(List.of(3, 2)), "in")),
        network(picture, layer("out", new BilinearUpSampling(List.of(1, 4)), "in")),
        network(sequence, layer("out", new UpSampling(List.of(2)), "in")));
  }

  /** Under moving windows, and of all positions. */
  static Stream<Network> poolings() {
    Shape picture = Shape.of(5, 7, 2);
    Stream<Network> moving =
        Stream.of(
                window(2, 2, 2, 2, 1, "VALID"),
                window(3, 2, 1, 3, 1, "SAME"),
                window(2, 2, 3, 3, 1, "SAME"))
            .flatMap(
                window ->
                    Stream.of(true, false).map(max -> new Pooling(max, 2, Optional.of(window))))
            .map(pooling -> network(picture, layer("out", pooling, "in")));
    Stream<Network> others =
        Stream.of(true, false)
            .flatMap(
                max ->
                    Stream.of(
                        network(picture, layer("out", new Pooling(max, 2, Optional.empty()), "in")),
                        network(
                            Shape.of(6, 3),
                            layer("a", new Pooling(max, 1, Optional.of(sequence())), "in"),
                            layer("out", new Pooling(!max, 1, Optional.empty()), "a"))));
    return Stream.concat(moving, others);
  }

  private static Window sequence() {
    return new Window(List.of(3), List.of(2), List.of(1), "SAME");
  }
}

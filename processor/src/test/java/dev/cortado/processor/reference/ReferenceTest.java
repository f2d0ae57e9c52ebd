package dev.cortado.processor.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.processor.reference.Execution.Setting;
import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's gradients against central differences of its own values. */
class ReferenceTest {
  private static final double STEP = 1e-6;

  /** Relative to the terms whose sum the derivative along a direction is. */
  private static final double TOLERANCE = 1e-6;

  /** What losses lose when their difference is divided by the step, as a part of the tolerance. */
  private static final double CANCELLATION = 1e-3;

  private static final int SAMPLES = 3;

  private static Layer layer(String name, Kind kind, String... inputs) {
    return new Layer(name, kind, List.of(inputs), false);
  }

  private static Dense dense(int units, ActivationFunction function) {
    Nonlinearity nonlinearity = new Nonlinearity(function, OptionalDouble.empty());
    return new Dense(units, nonlinearity, Dense.Bias.RANDOM, false, Penalty.NONE, Penalty.NONE);
  }

  private static Network network(Shape shape, Layer... layers) {
    List<Layer> all = new ArrayList<>(List.of(layer("in", new Input(shape))));
    all.addAll(Arrays.asList(layers));
    all.set(all.size() - 1, all.get(all.size() - 1).asOutput());
    return new Network(all);
  }

  static Stream<Network> everyActivation() {
    return Arrays.stream(ActivationFunction.values())
        .flatMap(
            function ->
                Stream.of(OptionalDouble.empty(), OptionalDouble.of(0.3), OptionalDouble.of(1.5))
                    .filter(alpha -> alpha.isEmpty() || function.takesAlpha())
                    .map(alpha -> new Activation(new Nonlinearity(function, alpha))))
        .map(activation -> network(Shape.of(4, 5), layer("out", activation, "in")));
  }

  static Stream<Network> everyKind() {
    Dense tanh = dense(3, ActivationFunction.TANH);
    Channels both = new Channels(true, true, true, false, Penalty.NONE);
    Channels fixed = new Channels(true, true, true, true, Penalty.NONE);
    Channels neither = new Channels(false, false, true, false, Penalty.NONE);
    return Stream.of(
        network(Shape.of(7), layer("out", tanh, "in")),
        network(Shape.of(2, 3, 2), layer("out", tanh, "in")),
        network(Shape.of(8), layer("out", dense(3, ActivationFunction.SOFTMAX), "in")),
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
        network(Shape.of(3, 4), layer("out", new Dropout(0.4), "in")),
        network(Shape.of(3, 4), layer("flat", new Flatten(), "in"), layer("out", tanh, "flat")),
        network(
            Shape.of(3, 4),
            layer("grid", new Reshape(Shape.of(2, 6), 0), "in"),
            layer("out", tanh, "grid")),
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
            Shape.of(5),
            layer("a", tanh, "in"),
            layer("b", tanh, "in"),
            layer("out", new Subtract(), "a", "b")),
        network(
            Shape.of(2),
            layer("a", tanh, "in"),
            layer("b", new Custom(true, false), "a"),
            layer("out", new Custom(false, false), "b")),
        network(
            Shape.of(5),
            layer("a", tanh, "in"),
            layer("b", tanh, "in"),
            layer("out", new Average(), "a", "b", "a")),
        network(
            Shape.of(5),
            layer("a", tanh, "in"),
            layer("b", tanh, "in"),
            layer("c", new Extremum(true), "a", "b", "a"),
            layer("out", new Extremum(false), "b", "c", "a")),
        network(
            Shape.of(5, 4),
            layer("a", tanh, "in"),
            layer("b", new Reshape(Shape.of(2, 5, 2), -1), "in"),
            layer("c", new Dot(0, -2, false), "a", "b"),
            layer("out", new Dot(1, 1, true), "c", "c")),
        network(
            Shape.of(2, 3, 4),
            layer("a", new Permute(List.of(2, 0, 1)), "in"),
            layer("b", new Slice(List.of(1, 0, 1), Shape.of(3, 2, 1), 0), "a"),
            layer("c", new Flatten(), "b"),
            layer("d", new RepeatVector(3), "c"),
            layer("out", tanh, "d")),
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
            layer("out", new BatchNormalization(-1, 0.5, 0.1, fixed), "c")),
        network(
            Shape.of(2, 2, 4),
            layer("a", new SpatialDropout(2, 0.3), "in"),
            layer("b", new GaussianNoise(0.2), "a"),
            layer("c", new Reshape(Shape.of(4, 4), -1), "b"),
            layer("d", new SpatialDropout(1, 0.3), "c"),
            layer("e", new GaussianDropout(0.2), "d"),
            layer("out", new AlphaDropout(0.3), "e")));
  }

  static Stream<Network> everyLookup() {
    return Stream.of(Shape.of(6), Shape.of(2, 3))
        .map(
            shape ->
                new Network(
                    List.of(
                        layer("tokens", new Input(shape, 4)),
                        layer("a", new Embedding(5, 3, false, false, Penalty.NONE), "tokens"),
                        layer("b", new Flatten(), "a"),
                        layer("out", dense(3, ActivationFunction.TANH), "b").asOutput())));
  }

  static Stream<Network> everyAttention() {
    Dense tanh = dense(4, ActivationFunction.TANH);
    Layer tokens = layer("tokens", new Input(Shape.of(5), 3));
    Layer vectors = layer("vectors", new Embedding(3, 4, true, false, Penalty.NONE), "tokens");
    MultiHeadAttention own = attention(0, false);
    MultiHeadAttention causal = attention(0.4, true);
    return Stream.of(
        network(
            Shape.of(5, 4),
            layer("placed", new Positions(0, false), "in"),
            layer("waves", new Positions(100, false), "placed"),
            layer("out", own, "waves")),
        network(Shape.of(3, 4), layer("a", causal, "in"), layer("out", own, "a")),
        network(
            Shape.of(3, 4),
            tokens,
            vectors,
            layer("blocks", new Use("Block", block(5, own, tanh), 2), "vectors"),
            layer("once", new Use("Again", block(3, causal, tanh), 1), "in"),
            layer("both", own, "once", "blocks"),
            layer("last", new Use("Pair", pair(own), 1), "both", "blocks"),
            layer(
                "out",
                recurrent("GRU", ActivationFunction.TANH, ActivationFunction.SIGMOID, true),
                "last")),
        network(
            Shape.of(2, 3),
            tokens,
            vectors,
            layer(
                "a",
                recurrent("LSTM", ActivationFunction.TANH, ActivationFunction.SIGMOID, true),
                "vectors"),
            layer(
                "b",
                recurrent("SimpleRNN", ActivationFunction.TANH, ActivationFunction.SIGMOID, false),
                "a"),
            layer("c", new RepeatVector(2), "b"),
            layer("out", new Concatenate(-1), "in", "c")),
        network(
            Shape.of(3, 2),
            tokens,
            vectors,
            layer("changed", tanh, "vectors"),
            layer("a", own, "vectors"),
            layer("b", causal, "in", "changed"),
            layer("c", own, "a", "b"),
            layer("d", causal, "a", "vectors", "changed"),
            layer("e", new Concatenate(0), "c", "d"),
            layer("f", new Pooling(false, 1, Optional.empty()), "d"),
            layer("g", own, "in", "e"),
            layer("h", new Flatten(), "g"),
            layer("out", new Concatenate(0), "f", "h")));
  }

  /** A block of a transformer over sequences of 4 features. */
  private static Network block(int steps, MultiHeadAttention attention, Dense dense) {
    return network(
        Shape.of(steps, 4),
        layer("seen", attention, "in"),
        layer("sum", new Add(), "in", "seen"),
        layer("dense", dense, "sum"),
        layer("out", new Add(), "sum", "dense"));
  }

  /** Of two sequences, one of which has a mask. */
  private static Network pair(MultiHeadAttention attention) {
    return network(
        Shape.of(3, 4),
        layer("other", new Input(Shape.of(5, 4))),
        layer("seen", attention, "in", "other"),
        layer("mean", new Pooling(false, 1, Optional.empty()), "other"),
        layer("means", new RepeatVector(3), "mean"),
        layer("out", new Add(), "seen", "means"));
  }

  private static Recurrent recurrent(
      String type, ActivationFunction activation, ActivationFunction gate, boolean sequences) {
    return new Recurrent(
        type.replace("early ", ""),
        type.startsWith("early "),
        3,
        activation,
        gate,
        Dense.Bias.RANDOM,
        0,
        false,
        Penalty.NONE,
        sequences,
        false,
        false,
        sequences,
        "NO");
  }

  private static MultiHeadAttention attention(double dropout, boolean causal) {
    return new MultiHeadAttention(2, 3, 2, dropout, causal, true, false, Penalty.NONE);
  }

  private static Window window(
      int height, int width, int down, int right, int apart, String padding) {
    return new Window(List.of(height, width), List.of(down, right), List.of(apart, apart), padding);
  }

  static Stream<Network> everyConvolution() {
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

  static Stream<Network> everyOtherConvolution() {
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

  static Stream<Network> everyBorder() {
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

  static Stream<Network> everyPooling() {
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

  private static Recurrent recurrent(
      String type,
      ActivationFunction activation,
      ActivationFunction gate,
      double dropout,
      boolean state,
      boolean given,
      String merge) {
    return new Recurrent(
        type.replace("early ", ""),
        type.startsWith("early "),
        3,
        activation,
        gate,
        Dense.Bias.RANDOM,
        dropout,
        false,
        Penalty.NONE,
        !given,
        state,
        given,
        state,
        merge);
  }

  private static Network recurrent(
      String type,
      ActivationFunction activation,
      ActivationFunction gate,
      double dropout,
      String merge) {
    Dense start = dense(3, ActivationFunction.TANH);
    String[] begun = type.equals("LSTM") ? new String[] {"b", "h", "c"} : new String[] {"b", "h"};
    return network(
        Shape.of(5, 2),
        layer("a", recurrent(type, activation, gate, dropout, false, false, merge), "in"),
        layer("b", recurrent(type, activation, gate, dropout, true, false, "NO"), "a"),
        layer("flat", new Flatten(), "in"),
        layer("h", start, "flat"),
        layer("c", start, "flat"),
        layer("out", recurrent(type, activation, gate, dropout, true, true, "NO"), begun));
  }

  static Stream<Network> everyRecurrence() {
    ActivationFunction tanh = ActivationFunction.TANH;
    ActivationFunction sigmoid = ActivationFunction.SIGMOID;
    return Stream.of(
        recurrent("SimpleRNN", tanh, sigmoid, 0, "SUM"),
        recurrent("LSTM", tanh, sigmoid, 0, "CONCAT"),
        recurrent("SimpleRNN", tanh, sigmoid, 0.4, "CONCAT"),
        recurrent("LSTM", tanh, sigmoid, 0.4, "MUL"),
        recurrent("LSTM", ActivationFunction.SOFTSIGN, ActivationFunction.HARD_SIGMOID, 0.4, "AVE"),
        recurrent("GRU", tanh, sigmoid, 0.4, "SUM"),
        recurrent("early GRU", tanh, sigmoid, 0.4, "CONCAT"),
        recurrent("early GRU", ActivationFunction.SELU, ActivationFunction.TANH, 0, "MUL"),
        // Without bounds, states that are scaled up would grow without end
        recurrent("GRU", ActivationFunction.ELU, ActivationFunction.SOFTPLUS, 0, "NO"));
  }

  static Stream<Network> random() {
    return RandomNetworks.draw(60).stream();
  }

  @ParameterizedTest
  @MethodSource({
    "everyActivation",
    "everyKind",
    "everyConvolution",
    "everyOtherConvolution",
    "everyPooling",
    "everyBorder",
    "everyRecurrence",
    "everyLookup",
    "everyAttention",
    "random"
  })
  void gradientsAgreeWithCentralDifferences(Network network) {
    Random random = new Random(3);
    for (OptionalLong noise : List.of(OptionalLong.empty(), OptionalLong.of(11))) {
      check(network, noise, random);
    }
  }

  private static void check(Network network, OptionalLong noise, Random random) {
    Map<String, DMatrixRMaj> weights = network.randomWeights(random);
    List<DMatrixRMaj> inputs =
        RandomInputs.awayFromCorners(network, weights, SAMPLES, noise.orElse(0), random)
            .orElseThrow();
    Setting setting = new Setting(inputs, weights, noise);
    List<DMatrixRMaj> coefficients =
        network.outputs().stream()
            .map(
                output ->
                    RandomMatrices_DDRM.rectangle(
                        setting.samples(), network.shape(output).size(), -1, 1, random))
            .toList();
    Map<String, DMatrixRMaj> gradients =
        new Execution(network, setting, Rounding.none()).backward(coefficients);
    double magnitude = loss(network, setting, coefficients, Math::abs);
    Map<String, DMatrixRMaj> tensors = new HashMap<>(setting.weights());
    network
        .inputs()
        .forEach(
            input ->
                tensors.put(input.name(), setting.inputs().get(network.inputs().indexOf(input))));
    assertEquals(tensors.keySet(), gradients.keySet());
    // Tokens are whole numbers, which may lie on corners
    network.inputs().stream()
        .filter(input -> ((Input) input.kind()).tokens() > 0)
        .forEach(input -> gradients.remove(input.name()));
    gradients.forEach(
        (name, gradient) -> {
          for (int n = 0; n < 4; n++) {
            DMatrixRMaj tensor = tensors.get(name);
            DMatrixRMaj direction =
                RandomMatrices_DDRM.rectangle(tensor.numRows, tensor.numCols, -1, 1, random);
            DMatrixRMaj start = tensor.copy();
            CommonOps_DDRM.add(start, STEP, direction, tensor);
            double above = loss(network, setting, coefficients, x -> x);
            CommonOps_DDRM.add(start, -STEP, direction, tensor);
            double below = loss(network, setting, coefficients, x -> x);
            tensor.setTo(start);
            DMatrixRMaj terms = CommonOps_DDRM.elementMult(gradient, direction, null);
            double scale = CommonOps_DDRM.elementSumAbs(terms) + CANCELLATION * magnitude;
            assertEquals(
                CommonOps_DDRM.elementSum(terms),
                (above - below) / (2 * STEP),
                TOLERANCE * scale,
                () -> name + " of " + network.declaration("Net"));
          }
        });
  }

  /** The sum of a function of the outputs' elements times their coefficients. */
  private static double loss(
      Network network,
      Setting setting,
      List<DMatrixRMaj> coefficients,
      DoubleUnaryOperator function) {
    Execution execution = new Execution(network, setting, Rounding.none());
    double sum = 0;
    for (int o = 0; o < coefficients.size(); o++) {
      DMatrixRMaj value = execution.value(network.outputs().get(o));
      DMatrixRMaj terms = CommonOps_DDRM.elementMult(value, coefficients.get(o), null);
      sum += Arrays.stream(terms.data).map(function).sum();
    }
    return sum;
  }
}

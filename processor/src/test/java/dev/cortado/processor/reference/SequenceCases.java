package dev.cortado.processor.reference;

import static dev.cortado.processor.reference.Cases.dense;
import static dev.cortado.processor.reference.Cases.layer;
import static dev.cortado.processor.reference.Cases.network;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Cases of {@link ReferenceTest}: layers that read steps. */
final class SequenceCases {

  private SequenceCases() {}

  /** Embeddings of tokens. */
  static Stream<Network> lookups() {
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

  /** Attention, positions, and masks that layers and networks hand on. */
  static Stream<Network> attention() {
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

  /** Cells in one direction and in both, with dropout, and with states that are given. */
  static Stream<Network> recurrences() {
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
}

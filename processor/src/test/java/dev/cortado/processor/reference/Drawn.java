package dev.cortado.processor.reference;

import java.util.List;
import java.util.Optional;

/**
 * A layer that a random generator proposes.
 *
 * @param kind its kind, with attributes
 * @param inputs the layers that feed it
 * @param weights the layer whose parameters it uses, where it has none of its own
 */
record Drawn(Kind kind, List<Layer> inputs, Optional<Layer> weights) {
  Drawn {
    inputs = List.copyOf(inputs);
  }

  Drawn(Kind kind, List<Layer> inputs) {
    this(kind, inputs, Optional.empty());
  }

  /** The layer, by the name that it gets. */
  Layer named(String name) {
    List<String> fedBy = inputs.stream().map(Layer::name).toList();
    return new Layer(name, kind, fedBy, false, weights.map(Layer::weights).orElse(name));
  }

  private boolean hasTokensFor(Embedding embedding) {
    return inputs.get(0).kind() instanceof Input input
        && input.tokens() > 0
        && input.tokens() <= embedding.tokens();
  }

  /** A layer that is there already once more, of other inputs and with the same parameters. */
  static Optional<Drawn> again(Choices choices) {
    return choices
        .layerWithParameters()
        .map(
            layer ->
                new Drawn(
                    layer.kind(),
                    layer.inputs().stream().map(choices::layerLike).toList(),
                    Optional.of(layer)))
        .filter(drawn -> !(drawn.kind instanceof Embedding kind) || drawn.hasTokensFor(kind))
        .filter(
            drawn ->
                !(drawn.kind instanceof Use use)
                    || use.keepsMasks(drawn.inputs.stream().map(choices::isMasked).toList()));
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** {@code @PositionEmbedding}: the input plus a learnt vector for each step. */
final class PositionEmbeddingLayer implements LayerKind {

  @Override
  public String annotation() {
    return "PositionEmbedding";
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    if (!Sequences.areSequences(layer)) {
      return Optional.empty();
    }
    Value output = layer.value(layer.input().shape());
    Value positions =
        layer.parameter(
            "position_embeddings",
            output.shape(),
            InitializerCalls.of(layer.annotation().nested("initializer")));
    layer.add(new PositionSum(output, layer.input(), positions));
    return Optional.of(output);
  }
}

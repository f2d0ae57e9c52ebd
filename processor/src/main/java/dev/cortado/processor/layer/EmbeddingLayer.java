package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code @Embedding}: a vector for each token. */
final class EmbeddingLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Embedding";
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return Pace.EACH_STEP;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    AnnotationUse embedding = layer.annotation();
    int tokens = embedding.integer("inputDim");
    int length = embedding.integer("outputDim");
    boolean masks = embedding.flag("maskZero");
    Shape in = layer.input().shape();
    if (!takesTokens(layer)
        || (masks && !isSequence(layer))
        || !layer.fits("the matrix", tokens, length)
        || !layer.fits("a sample", in.size(), length)) {
      return Optional.empty();
    }
    layer.describe("of " + tokens + (masks ? ", 0 masked" : ""));
    List<Integer> sizes = new ArrayList<>(in.sizes());
    sizes.add(length);
    Value output = layer.value(new Shape(sizes));
    Value matrix = layer.parameter("embeddings", Shape.of(tokens, length));
    layer.add(new Gather(layer.name(), output, layer.input(), matrix));
    if (masks) {
      Value mask = layer.intermediate("Mask", in);
      layer.add(new PaddingMask(mask, layer.input()));
      layer.masks().put(output, mask);
    }
    return Optional.of(output);
  }

  /** Nothing is learnt through the number of a row, so nothing that learns may feed it. */
  private static boolean takesTokens(LayerContext layer) {
    Optional<LayerNode> learns = layer.above().trainable(layer.references().get(0).name());
    learns.ifPresent(
        above ->
            layer.report(
                Problem.NOT_TOKENS
                    .at(
                        layer.references().get(0).place(),
                        "layer '%s' takes numbers of tokens, but '%s' computes others from the parameters of '%s', which could not learn"
                            .formatted(
                                layer.name(), layer.references().get(0).name(), above.name()))
                    .fix("let it take an input, or freeze '%s'".formatted(above.name()))));
    return learns.isEmpty();
  }

  private static boolean isSequence(LayerContext layer) {
    Shape in = layer.input().shape();
    if (in.rank() != 1) {
      layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place("maskZero"),
                  "layer '%s' masks steps, but '%s' has the shape %s"
                      .formatted(layer.name(), layer.references().get(0).name(), in))
              .expected("one sequence of tokens a sample, of shape (steps)"));
    }
    return in.rank() == 1;
  }
}

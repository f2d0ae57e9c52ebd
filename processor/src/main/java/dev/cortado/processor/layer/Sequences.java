package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Shape;

/** What layers of sequences ask of what they take. */
final class Sequences {
  private Sequences() {}

  /** Whether all inputs are sequences of vectors; reports those that are not. */
  static boolean areSequences(LayerContext layer) {
    boolean all = true;
    for (int i = 0; i < layer.inputs().size(); i++) {
      Shape shape = layer.inputs().get(i).shape();
      if (shape.rank() != 2) {
        all = false;
        layer.report(
            Problem.SHAPE_MISMATCH
                .at(
                    layer.references().get(i).place(),
                    "layer '%s' takes a sequence of shape (steps, size), but '%s' has the shape %s"
                        .formatted(layer.name(), layer.references().get(i).name(), shape))
                .found("a shape of %d axes".formatted(shape.rank()))
                .expected("a shape of 2 axes"));
      }
    }
    return all;
  }
}

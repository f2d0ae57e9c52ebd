package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Shape;
import java.util.List;

/** What layers of sequences ask of what they take. */
final class Sequences {
  private static final List<String> RECURRENT = List.of("LSTM", "GRU", "SimpleRNN");

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
                .found(shape)
                .expected("a shape (steps, size)")
                .fix(fix(layer, i)));
      }
    }
    return all;
  }

  /** How an input that is no sequence becomes one. */
  static String fix(LayerContext layer, int input) {
    String name = layer.references().get(input).name();
    Shape shape = layer.inputs().get(input).shape();
    if (layer.above().typeOf(name).filter(RECURRENT::contains).isPresent()) {
      return "set returnSequences = true on '%s', which then hands on all its steps"
          .formatted(name);
    }
    return shape.rank() == 1
        ? "put @Reshape({%d, 1}) above it".formatted(shape.last())
        : "put @Reshape({%d, -1}) above it".formatted(shape.sizes().get(0));
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** A kind of layer: turns a declaration into operations. */
interface LayerKind {
  /** The simple name of its annotation. */
  String annotation();

  /**
   * Adds a layer's operations and parameters to its context.
   *
   * @return what the layer hands on; empty where a problem was reported
   */
  Optional<Value> build(LayerContext layer);

  /** How it takes a sequence whose steps arrive one after another. */
  default Pace pace(Pace.Sequence sequence) {
    return Pace.WHOLE;
  }

  /**
   * Whether the steps of its output are those of its input, so that the mask of the one is that of
   * the other. A layer that makes a mask, or uses one up, says false.
   */
  default boolean supportsMasking() {
    return false;
  }
}

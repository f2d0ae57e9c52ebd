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
}

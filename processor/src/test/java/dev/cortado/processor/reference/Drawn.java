package dev.cortado.processor.reference;

import java.util.List;

/**
 * A layer that a random generator proposes.
 *
 * @param kind its kind, with attributes
 * @param inputs the layers that feed it
 */
record Drawn(Kind kind, List<Layer> inputs) {
  Drawn {
    inputs = List.copyOf(inputs);
  }
}

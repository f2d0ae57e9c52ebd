package dev.cortado.processor.layer;

import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Value.Role;
import java.util.List;
import java.util.Optional;

/**
 * The layers above one that is being built.
 *
 * @param layers all that are built so far, in source order
 */
record Ancestors(List<LayerNode> layers) {

  /** The simple name of the annotation of a layer. */
  Optional<String> typeOf(String name) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name))
        .map(LayerNode::type)
        .findFirst();
  }

  /** The layer, or the nearest of those that feed it, with parameters that training changes. */
  Optional<LayerNode> trainable(String name) {
    Optional<LayerNode> found =
        layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
    if (found.isPresent() && isTrainable(found.get())) {
      return found;
    }
    return found.stream()
        .flatMap(layer -> layer.inputs().stream())
        .flatMap(input -> trainable(input).stream())
        .findFirst();
  }

  private static boolean isTrainable(LayerNode layer) {
    return layer.parameters().stream()
        .anyMatch(parameter -> parameter.value().role() == Role.TRAINABLE);
  }
}

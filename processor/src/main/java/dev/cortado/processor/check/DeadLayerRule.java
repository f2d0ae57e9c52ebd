package dev.cortado.processor.check;

import dev.cortado.processor.declare.LayerDeclaration;
import dev.cortado.processor.declare.LayerReference;
import dev.cortado.processor.declare.NetworkDeclaration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every layer reaches an output. */
final class DeadLayerRule implements Rule {

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    List<LayerDeclaration> layers = network.layers();
    if (layers.isEmpty()) {
      return;
    }
    Set<String> alive = new HashSet<>();
    layers.stream().filter(LayerDeclaration::output).forEach(layer -> alive.add(layer.name()));
    if (alive.isEmpty()) {
      alive.add(layers.get(layers.size() - 1).name());
    }
    for (int i = layers.size() - 1; i >= 0; i--) {
      LayerDeclaration layer = layers.get(i);
      if (alive.contains(layer.name())) {
        layer.inputs().stream().map(LayerReference::name).forEach(alive::add);
      } else {
        diagnostics.report(
            Problem.DEAD_LAYER
                .at(layer.place(), "layer '%s' reaches no output".formatted(layer.name()))
                .fix("remove it, let another layer take it, or mark it with @Output"));
      }
    }
  }
}

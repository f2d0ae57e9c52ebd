package dev.cortado.processor.check;

import dev.cortado.processor.declare.LayerDeclaration;
import dev.cortado.processor.declare.NetworkDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every layer reaches an output. Says nothing where it is not known who feeds whom: then the user
 * has something else to mend first.
 */
final class DeadLayerRule implements Rule {

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    List<LayerDeclaration> layers = network.layers();
    Wiring wiring = new Wiring(network);
    if (!wiring.isClosed() || !layers.stream().allMatch(DeadLayerRule::isFed)) {
      return;
    }
    List<String> outputs =
        new ArrayList<>(
            layers.stream().filter(LayerDeclaration::output).map(LayerDeclaration::name).toList());
    if (outputs.isEmpty() && !layers.isEmpty()) {
      outputs.add(layers.get(layers.size() - 1).name());
    }
    Set<String> alive = wiring.upstream(outputs);
    for (LayerDeclaration layer : layers) {
      if (!alive.contains(layer.name()) && !wiring.isTaken(layer.name())) {
        Diagnostic dead =
            Problem.DEAD_LAYER.at(
                layer.place(), "layer '%s' reaches no output".formatted(layer.name()));
        String others =
            wiring.upstream(List.of(layer.name())).stream()
                .filter(name -> !alive.contains(name) && !name.equals(layer.name()))
                .map("'%s'"::formatted)
                .collect(Collectors.joining(", "));
        diagnostics.report(
            (others.isEmpty() ? dead : dead.found("nor does what feeds it: " + others))
                .fix("remove it, let another layer take it, or mark it with @Output"));
      }
    }
  }

  /** Whether it is known what feeds a layer. */
  private static boolean isFed(LayerDeclaration layer) {
    return layer.hasOneKind() && (!layer.isMerge() || layer.inputs().size() > 1);
  }
}

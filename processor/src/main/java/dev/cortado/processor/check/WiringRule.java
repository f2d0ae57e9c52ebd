package dev.cortado.processor.check;

import dev.cortado.processor.declare.LayerDeclaration;
import dev.cortado.processor.declare.LayerReference;
import dev.cortado.processor.declare.NetworkDeclaration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every layer takes layers above it, and merges take two at least. */
final class WiringRule implements Rule {

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    List<LayerDeclaration> layers = network.layers();
    if (layers.isEmpty()) {
      diagnostics.report(
          Problem.NO_LAYERS
              .at(network.place(), "network %s has no layers".formatted(network.name()))
              .fix("declare an input and a layer, for example '@Input(784) Layer pixels();'"));
      return;
    }
    if (layers.stream()
        .noneMatch(layer -> !layer.kinds().isEmpty() && layer.arity().equals("NONE"))) {
      diagnostics.report(
          Problem.NO_INPUT
              .at(network.place(), "network %s has no input".formatted(network.name()))
              .fix("begin with an input, for example '@Input(784) Layer pixels();'"));
    }
    Set<String> all = new LinkedHashSet<>(layers.stream().map(LayerDeclaration::name).toList());
    Set<String> above = new LinkedHashSet<>();
    for (LayerDeclaration layer : layers) {
      check(layer, above, all, diagnostics);
      above.add(layer.name());
    }
  }

  private static void check(
      LayerDeclaration layer, Set<String> above, Set<String> all, Diagnostics diagnostics) {
    if (layer.arity().equals("ONE") && layer.inputs().isEmpty()) {
      diagnostics.report(
          Problem.NOTHING_ABOVE
              .at(
                  layer.place(),
                  "layer '%s' is the first, so nothing feeds it".formatted(layer.name()))
              .fix("declare an input above it, for example '@Input(784) Layer pixels();'"));
    }
    if (layer.arity().equals("MANY") && layer.inputs().size() < 2) {
      diagnostics.report(
          Problem.TOO_FEW_INPUTS
              .at(
                  layer.kind().place("value"),
                  "layer '%s' merges %d layers, but a merge takes at least 2"
                      .formatted(layer.name(), layer.inputs().size()))
              .fix("name two layers: @%s({\"left\", \"right\"})".formatted(layer.kind().type())));
    }
    for (LayerReference input : layer.inputs()) {
      if (!all.contains(input.name())) {
        diagnostics.report(
            Problem.UNKNOWN_LAYER.at(
                input.place(),
                "layer '%s' takes '%s', but no layer has that name. %s"
                    .formatted(layer.name(), input.name(), Similar.hint(input.name(), above))));
      } else if (!above.contains(input.name())) {
        diagnostics.report(
            Problem.LATER_LAYER
                .at(
                    input.place(),
                    "layer '%s' takes '%s', which is not above it"
                        .formatted(layer.name(), input.name()))
                .fix(
                    "declare '%s' before '%s'; a network has no cycles"
                        .formatted(input.name(), layer.name())));
      }
    }
  }
}

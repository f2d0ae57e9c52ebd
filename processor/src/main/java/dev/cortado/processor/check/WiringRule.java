package dev.cortado.processor.check;

import dev.cortado.processor.declare.LayerDeclaration;
import dev.cortado.processor.declare.LayerReference;
import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.declare.NetworkDeclaration.Fault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every layer takes layers above it, and merges take two at least. */
final class WiringRule implements Rule {
  private static final String BEGIN = "for example '@Input(784) Layer pixels();'";

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    List<LayerDeclaration> layers = network.layers();
    if (layers.isEmpty()) {
      if (!network.has(Fault.Kind.NOT_AN_INTERFACE) && !network.has(Fault.Kind.INHERITED_LAYER)) {
        diagnostics.report(
            Problem.NO_LAYERS
                .at(network.place(), "network %s has no layers".formatted(network.name()))
                .fix("declare an input and a layer, " + BEGIN));
      }
      return;
    }
    boolean hasInput =
        layers.stream().anyMatch(layer -> !layer.hasOneKind() || layer.arity().equals("NONE"));
    if (!hasInput) {
      diagnostics.report(
          Problem.NO_INPUT
              .at(network.place(), "network %s has no input".formatted(network.name()))
              .fix("begin with an input, " + BEGIN));
    }
    Wiring wiring = new Wiring(network);
    Set<String> above = new LinkedHashSet<>();
    for (LayerDeclaration layer : layers) {
      if (layer.hasOneKind()) {
        number(layer, hasInput, diagnostics);
        layer.inputs().forEach(input -> reference(layer, input, above, wiring, diagnostics));
      }
      above.add(layer.name());
    }
  }

  private static void number(LayerDeclaration layer, boolean hasInput, Diagnostics diagnostics) {
    if (layer.takesTheLayerAbove() && layer.inputs().isEmpty() && hasInput) {
      diagnostics.report(
          Problem.NOTHING_ABOVE
              .at(
                  layer.place(),
                  "layer '%s' is the first, so nothing feeds it".formatted(layer.name()))
              .fix("declare an input above it, " + BEGIN));
    }
    if (layer.isMerge() && layer.inputs().size() < 2) {
      diagnostics.report(
          Problem.TOO_FEW_INPUTS
              .at(
                  layer.kind().place("value"),
                  "layer '%s' merges %s, but a merge takes at least 2"
                      .formatted(layer.name(), layer.inputs().isEmpty() ? "no layers" : "1 layer"))
              .fix("name two layers: @%s({\"left\", \"right\"})".formatted(layer.kind().type())));
    }
    if (layer.inputs().size() > layer.mostInputs()) {
      diagnostics.report(
          Problem.TOO_MANY_INPUTS
              .at(
                  layer.inputs().get(layer.mostInputs()).place(),
                  "layer '%s' merges %d layers, but @%s takes 2"
                      .formatted(layer.name(), layer.inputs().size(), layer.kind().type()))
              .fix("name two layers: @%s({\"left\", \"right\"})".formatted(layer.kind().type())));
    }
  }

  private static void reference(
      LayerDeclaration layer,
      LayerReference input,
      Set<String> above,
      Wiring wiring,
      Diagnostics diagnostics) {
    String taker = layer.name();
    String taken = input.name();
    if (!wiring.names().contains(taken)) {
      diagnostics.report(
          Problem.UNKNOWN_LAYER
              .at(
                  input.place(),
                  "layer '%s' takes '%s', but no layer has that name%s"
                      .formatted(taker, taken, Similar.hint(taken, above)))
              .expected(above.isEmpty() ? "a layer above it" : Similar.list(above)));
    } else if (above.contains(taken)) {
      return;
    } else if (taken.equals(taker)) {
      diagnostics.report(
          Problem.LATER_LAYER
              .at(input.place(), "layer '%s' takes itself".formatted(taker))
              .fix("let it take a layer above it; a network has no cycles"));
    } else {
      List<String> cycle = wiring.path(taken, taker);
      Diagnostic later =
          Problem.LATER_LAYER.at(
              input.place(),
              "layer '%s' takes '%s', which %s"
                  .formatted(
                      taker,
                      taken,
                      cycle.isEmpty() ? "is not above it" : "depends on '%s'".formatted(taker)));
      diagnostics.report(
          cycle.isEmpty()
              ? later.fix("declare '%s' above '%s'".formatted(taken, taker))
              : later
                  .found("%s takes %s".formatted(taker, String.join(" takes ", cycle)))
                  .fix("let '%s' take a layer above it; a network has no cycles".formatted(taker)));
    }
  }
}

package dev.cortado.processor.check;

import dev.cortado.processor.declare.LayerDeclaration;
import dev.cortado.processor.declare.LayerReference;
import dev.cortado.processor.declare.NetworkDeclaration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A layer shares the parameters of a layer above it, of the same kind. */
final class SharedWeightsRule implements Rule {

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    Map<String, LayerDeclaration> above = new LinkedHashMap<>();
    for (LayerDeclaration layer : network.layers()) {
      layer
          .sharedWith()
          .ifPresent(
              other -> {
                if (above.containsKey(other.name())) {
                  kinds(layer, above.get(other.name()), other, diagnostics);
                } else {
                  unknown(layer, other, network, above, diagnostics);
                }
              });
      above.put(layer.name(), layer);
    }
  }

  private static void unknown(
      LayerDeclaration layer,
      LayerReference other,
      NetworkDeclaration network,
      Map<String, LayerDeclaration> above,
      Diagnostics diagnostics) {
    boolean exists =
        network.layers().stream().anyMatch(candidate -> candidate.name().equals(other.name()));
    diagnostics.report(
        exists
            ? Problem.LATER_LAYER
                .at(
                    other.place(),
                    "layer '%s' shares the weights of '%s', which is not above it"
                        .formatted(layer.name(), other.name()))
                .fix("let the one that is declared last share those of the other")
            : Problem.UNKNOWN_LAYER
                .at(
                    other.place(),
                    "layer '%s' shares the weights of '%s', but no layer has that name%s"
                        .formatted(
                            layer.name(), other.name(), Similar.hint(other.name(), above.keySet())))
                .expected(above.isEmpty() ? "a layer above it" : Similar.list(above.keySet())));
  }

  private static void kinds(
      LayerDeclaration layer,
      LayerDeclaration other,
      LayerReference reference,
      Diagnostics diagnostics) {
    if (layer.hasOneKind()
        && other.hasOneKind()
        && !layer.kindInWords().equals(other.kindInWords())) {
      diagnostics.report(
          Problem.SHARED_WEIGHTS
              .at(
                  reference.place(),
                  "layer '%s' is %s, but shares the weights of '%s', which is %s"
                      .formatted(
                          layer.name(), layer.kindInWords(), other.name(), other.kindInWords()))
              .fix("share weights between layers of the same kind"));
    }
  }
}

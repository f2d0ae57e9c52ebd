package dev.cortado.processor.check;

import dev.cortado.processor.declare.LayerDeclaration;
import dev.cortado.processor.declare.NetworkDeclaration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A layer is an abstract method {@code Layer name();} with one annotation that says its kind. */
final class LayerMethodRule implements Rule {

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    Map<String, String> constants = new HashMap<>();
    for (LayerDeclaration layer : network.layers()) {
      checkKinds(layer, diagnostics);
      layer.faults().forEach(fault -> diagnostics.report(diagnostic(layer, fault)));
      String other = constants.putIfAbsent(layer.name().toLowerCase(Locale.ROOT), layer.name());
      if (other != null && !other.equals(layer.name())) {
        diagnostics.report(
            Problem.NAME_COLLISION
                .at(
                    layer.place(),
                    "layers '%s' and '%s' differ only in case".formatted(other, layer.name()))
                .fix("rename one of the two: constants are named after layers"));
      }
    }
  }

  private static void checkKinds(LayerDeclaration layer, Diagnostics diagnostics) {
    if (layer.kinds().isEmpty()) {
      diagnostics.report(
          Problem.NOT_A_LAYER
              .at(
                  layer.place(),
                  "method '%s' has no annotation that says what kind of layer it is"
                      .formatted(layer.name()))
              .fix("annotate it, for example with @Dense(units = 10), or make it static"));
    } else if (layer.kinds().size() > 1) {
      diagnostics.report(
          Problem.TWO_KINDS
              .at(
                  layer.kinds().get(1).place(),
                  "layer '%s' is both @%s and @%s"
                      .formatted(
                          layer.name(), layer.kinds().get(0).type(), layer.kinds().get(1).type()))
              .fix("make two methods of it, one below the other"));
    }
  }

  private static Diagnostic diagnostic(LayerDeclaration layer, LayerDeclaration.Fault fault) {
    String fix = "write 'Layer %s();'".formatted(layer.name());
    String name = layer.name();
    return switch (fault) {
      case PARAMETERS ->
          Problem.LAYER_SIGNATURE
              .at(layer.place(), "layer '%s' has parameters".formatted(name))
              .fix(fix);
      case RETURN_TYPE ->
          Problem.LAYER_SIGNATURE
              .at(
                  layer.place(),
                  "layer '%s' does not return dev.cortado.model.Layer".formatted(name))
              .fix(fix);
      case SIGNATURE ->
          Problem.LAYER_SIGNATURE
              .at(
                  layer.place(),
                  "layer '%s' has type parameters or a throws clause".formatted(name))
              .fix(fix);
      case BODY ->
          Problem.LAYER_BODY
              .at(layer.place(), "method '%s' of a network has a body".formatted(name))
              .fix(fix);
      case RESERVED_NAME ->
          Problem.NAME_COLLISION
              .at(
                  layer.place(),
                  "layer '%s' is named like a method that generated classes have or import"
                      .formatted(name))
              .fix("rename the layer");
    };
  }
}

package dev.cortado.processor.check;

import dev.cortado.processor.declare.LayerDeclaration;
import dev.cortado.processor.declare.LayerDeclaration.Fault;
import dev.cortado.processor.declare.NetworkDeclaration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A layer is an abstract method {@code Layer name();} with one annotation that says its kind. */
final class LayerMethodRule implements Rule {
  private static final String ANY = "annotate it, for example with @Dense(units = 10)";

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    Map<String, String> names = new HashMap<>();
    for (LayerDeclaration layer : network.layers()) {
      if (layer.kinds().isEmpty()) {
        diagnostics.report(noLayer(layer));
      } else {
        kinds(layer).ifPresent(diagnostics::report);
        signature(layer).ifPresent(diagnostics::report);
        bodyAndName(layer, diagnostics);
      }
      String other = names.putIfAbsent(layer.name().toLowerCase(Locale.ROOT), layer.name());
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

  private static Diagnostic noLayer(LayerDeclaration method) {
    if (method.faults().contains(Fault.RESERVED_NAME)) {
      return reservedName("method", method);
    }
    if (method.faults().contains(Fault.BODY)) {
      return body(method)
          .fix("make it static without annotations, or move it to an interface that this extends");
    }
    String marked = method.output() ? "is marked with @Output, but " : "";
    return Problem.NOT_A_LAYER
        .at(
            method.place(),
            "method '%s' %shas no annotation that says what kind of layer it is"
                .formatted(method.name(), marked))
        .fix(method.output() ? ANY : ANY + ", or make it static");
  }

  private static Optional<Diagnostic> kinds(LayerDeclaration layer) {
    return layer.hasOneKind()
        ? Optional.empty()
        : Optional.of(
            Problem.TWO_KINDS
                .at(
                    layer.kinds().get(1).place(),
                    "layer '%s' is both @%s and @%s"
                        .formatted(
                            layer.name(), layer.kinds().get(0).type(), layer.kinds().get(1).type()))
                .fix("make two methods of it, one below the other"));
  }

  private static Optional<Diagnostic> signature(LayerDeclaration layer) {
    List<String> wrong =
        layer.faults().stream().map(LayerMethodRule::inWords).flatMap(Optional::stream).toList();
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.LAYER_SIGNATURE
                .at(
                    layer.place(),
                    "layer '%s' %s".formatted(layer.name(), String.join(" and ", wrong)))
                .fix(plain(layer)));
  }

  private static Optional<String> inWords(Fault fault) {
    return switch (fault) {
      case PARAMETERS -> Optional.of("has parameters");
      case RETURN_TYPE -> Optional.of("does not return dev.cortado.model.Layer");
      case TYPE_PARAMETERS -> Optional.of("has type parameters");
      case THROWS -> Optional.of("has a throws clause");
      case BODY, RESERVED_NAME -> Optional.empty();
    };
  }

  private static void bodyAndName(LayerDeclaration layer, Diagnostics diagnostics) {
    if (layer.faults().contains(Fault.BODY)) {
      diagnostics.report(body(layer).fix(plain(layer)));
    }
    if (layer.faults().contains(Fault.RESERVED_NAME)) {
      diagnostics.report(reservedName("layer", layer));
    }
  }

  private static Diagnostic reservedName(String what, LayerDeclaration method) {
    return Problem.NAME_COLLISION
        .at(
            method.place(),
            "%s '%s' is named like a method that generated classes have or import"
                .formatted(what, method.name()))
        .fix("rename it, for example to '%sLayer'".formatted(method.name()));
  }

  private static Diagnostic body(LayerDeclaration layer) {
    return Problem.LAYER_BODY.at(
        layer.place(), "method '%s' of a network has a body".formatted(layer.name()));
  }

  private static String plain(LayerDeclaration layer) {
    return "write 'Layer %s();'".formatted(layer.name());
  }
}

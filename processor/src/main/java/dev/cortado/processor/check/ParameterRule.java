package dev.cortado.processor.check;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.declare.NetworkDeclaration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Initializers, activations and constraints are given the parameters that they take, and sensible
 * ones.
 */
final class ParameterRule implements Rule {
  private static final Map<String, List<String>> TAKEN =
      Map.of(
          "CONSTANT", List.of("constant"),
          "UNIFORM", List.of("min", "max"),
          "NORMAL", List.of("mean", "stddev"),
          "TRUNCATED_NORMAL", List.of("mean", "stddev"),
          "ORTHOGONAL", List.of("gain"));
  private static final Map<String, List<String>> TAKEN_BY_CONSTRAINTS =
      Map.of("MAX_NORM", List.of("max", "axis"), "UNIT_NORM", List.of("axis"));
  private static final List<String> ALL =
      List.of("constant", "min", "max", "mean", "stddev", "gain");
  private static final List<String> WITH_ALPHA = List.of("LEAKY_RELU", "ELU", "CELU");

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    network
        .layers()
        .forEach(
            layer ->
                layer
                    .kinds()
                    .forEach(
                        kind -> {
                          String subject = "layer '%s'".formatted(layer.name());
                          alpha(subject, kind, diagnostics);
                          kind.nested().values().stream()
                              .flatMap(ParameterRule::andWithin)
                              .filter(nested -> nested.type().equals("Init"))
                              .forEach(init -> initializer(subject, init, diagnostics));
                          kind.nested().values().stream()
                              .filter(nested -> nested.type().equals("Constraint"))
                              .forEach(use -> constraint(subject, use, diagnostics));
                        }));
  }

  /** An annotation, and those in it: a custom parameter has an initializer. */
  private static Stream<AnnotationUse> andWithin(AnnotationUse use) {
    return Stream.concat(Stream.of(use), use.nested().values().stream());
  }

  private static void alpha(String subject, AnnotationUse kind, Diagnostics diagnostics) {
    if (!kind.isExplicit("alpha")) {
      return;
    }
    String function = kind.choice(kind.has("activation") ? "activation" : "value");
    float alpha = (float) kind.number("alpha");
    boolean mayBeZero = function.equals("LEAKY_RELU");
    String accepted = mayBeZero ? "finite, non-negative" : "finite, positive";
    if (!WITH_ALPHA.contains(function)) {
      diagnostics.report(
          Problem.WRONG_PARAMETER
              .at(
                  kind.place("alpha"),
                  "%s gives an alpha to %s, which takes none".formatted(subject, function))
              .fix("remove alpha; " + String.join(", ", WITH_ALPHA) + " take it"));
    } else if (!Float.isFinite(alpha) || alpha < 0 || (alpha == 0 && !mayBeZero)) {
      diagnostics.report(
          Problem.OUT_OF_RANGE
              .at(
                  kind.place("alpha"),
                  "%s has an alpha of %s for %s, but it must be a %s float"
                      .formatted(subject, kind.number("alpha"), function, accepted))
              .expected("a %s float".formatted(accepted)));
    }
  }

  private static void constraint(
      String subject, AnnotationUse constraint, Diagnostics diagnostics) {
    String kind = constraint.choice("value");
    List<String> taken = TAKEN_BY_CONSTRAINTS.getOrDefault(kind, List.of());
    for (String parameter : List.of("max", "axis")) {
      if (constraint.isExplicit(parameter) && !taken.contains(parameter)) {
        notTaken(subject, constraint, parameter, kind, taken, diagnostics);
      }
    }
  }

  private static void notTaken(
      String subject,
      AnnotationUse use,
      String parameter,
      String kind,
      List<String> taken,
      Diagnostics diagnostics) {
    diagnostics.report(
        Problem.WRONG_PARAMETER
            .at(
                use.place(parameter),
                "%s gives %s to %s, which does not take it".formatted(subject, parameter, kind))
            .fix(
                taken.isEmpty()
                    ? "remove it"
                    : "remove it; %s takes %s".formatted(kind, String.join(" and ", taken))));
  }

  private static void initializer(String subject, AnnotationUse init, Diagnostics diagnostics) {
    String kind = init.choice("value");
    List<String> taken = TAKEN.getOrDefault(kind, List.of());
    for (String parameter : ALL) {
      if (init.isExplicit(parameter) && !taken.contains(parameter)) {
        notTaken(subject, init, parameter, kind, taken, diagnostics);
      } else if (init.isExplicit(parameter)) {
        number(subject, init, parameter, diagnostics);
      }
    }
    if (kind.equals("CONSTANT") && !init.isExplicit("constant")) {
      diagnostics.report(
          Problem.WRONG_PARAMETER
              .at(
                  init.place("value"),
                  "%s has a CONSTANT initializer without its constant".formatted(subject))
              .fix("write @Init(value = CONSTANT, constant = 0.1)"));
    }
    double min = init.isExplicit("min") ? init.number("min") : -0.05;
    double max = init.isExplicit("max") ? init.number("max") : 0.05;
    if (kind.equals("UNIFORM") && min >= max && Double.isFinite(min) && Double.isFinite(max)) {
      diagnostics.report(
          Problem.OUT_OF_RANGE
              .at(
                  init.place(init.isExplicit("min") ? "min" : "max"),
                  "%s draws uniformly from %s to %s, which is no range"
                      .formatted(subject, min, max))
              .expected("min < max"));
    }
  }

  private static void number(
      String subject, AnnotationUse init, String parameter, Diagnostics diagnostics) {
    double number = init.number(parameter);
    boolean isFinite = Float.isFinite((float) number);
    if (!isFinite || (parameter.equals("stddev") && number < 0)) {
      String accepted = isFinite ? "at least 0" : "a finite float";
      diagnostics.report(
          Problem.OUT_OF_RANGE
              .at(
                  init.place(parameter),
                  "%s has a %s of %s, but it must be %s"
                      .formatted(subject, parameter, number, accepted))
              .expected(accepted));
    }
  }
}

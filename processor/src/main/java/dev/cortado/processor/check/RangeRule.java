package dev.cortado.processor.check;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.declare.Limits;
import dev.cortado.processor.declare.NetworkDeclaration;
import java.util.List;

/** Numbers lie in the ranges that annotations state for their attributes. */
final class RangeRule implements Rule {

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    network.budget().ifPresent(budget -> check("network " + network.name(), budget, diagnostics));
    network
        .layers()
        .forEach(
            layer ->
                layer
                    .kinds()
                    .forEach(
                        kind -> check("layer '%s'".formatted(layer.name()), kind, diagnostics)));
  }

  private static void check(String subject, AnnotationUse use, Diagnostics diagnostics) {
    use.limits()
        .forEach(
            (attribute, limits) -> {
              if (use.isExplicit(attribute)) {
                check(subject, use, attribute, limits, diagnostics);
              }
            });
    use.nested().values().forEach(nested -> check(subject, nested, diagnostics));
  }

  private static void check(
      String subject, AnnotationUse use, String attribute, Limits limits, Diagnostics diagnostics) {
    String name = attribute.equals("value") ? "@" + use.type() : attribute;
    List<Double> numbers = use.numbers(attribute);
    if (numbers.isEmpty()) {
      diagnostics.report(
          Problem.OUT_OF_RANGE
              .at(use.place(attribute), "%s has an empty %s".formatted(subject, name))
              .expected("one number or more, each " + limits));
    }
    for (int i = 0; i < numbers.size(); i++) {
      double number = numbers.get(i);
      if (!limits.contain(number)) {
        String bounds = Float.isFinite((float) number) ? limits.toString() : "a finite float";
        diagnostics.report(
            Problem.OUT_OF_RANGE
                .at(
                    use.place(attribute, i),
                    "%s has %s of %s, but it must be %s"
                        .formatted(subject, name, Limits.brief(number), bounds))
                .found(found(number))
                .expected(limits));
      }
    }
  }

  private static String found(double number) {
    return (float) number == number || Double.isNaN(number)
        ? Limits.brief(number)
        : "%s, in single precision %s"
            .formatted(Limits.brief(number), Limits.brief((float) number));
  }
}

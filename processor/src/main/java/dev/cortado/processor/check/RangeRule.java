package dev.cortado.processor.check;

import dev.cortado.processor.declare.AnnotationUse;
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
              List<Double> numbers = use.isExplicit(attribute) ? use.numbers(attribute) : List.of();
              for (int i = 0; i < numbers.size(); i++) {
                if (!limits.contain(numbers.get(i))) {
                  diagnostics.report(
                      Problem.OUT_OF_RANGE
                          .at(
                              use.place(attribute, i),
                              "%s has %s, but it must be %s"
                                  .formatted(
                                      subject, described(use, attribute, numbers.get(i)), limits))
                          .found(brief(numbers.get(i)))
                          .expected(limits));
                }
              }
            });
    use.nested().values().forEach(nested -> check(subject, nested, diagnostics));
  }

  private static String described(AnnotationUse use, String attribute, double number) {
    return attribute.equals("value")
        ? "@%s of %s".formatted(use.type(), brief(number))
        : "%s of %s".formatted(attribute, brief(number));
  }

  private static String brief(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }
}

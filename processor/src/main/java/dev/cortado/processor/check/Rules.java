package dev.cortado.processor.check;

import dev.cortado.processor.declare.NetworkDeclaration;
import java.util.List;

/** All rules, in the order in which they report. */
public final class Rules {
  private static final List<Rule> ALL =
      List.of(
          new InterfaceRule(),
          new LayerMethodRule(),
          new WiringRule(),
          new SharedWeightsRule(),
          new DeadLayerRule(),
          new RangeRule(),
          new ParameterRule(),
          new CustomRule());

  private Rules() {}

  /** Reports everything about a network that breaks a rule. */
  public static void check(NetworkDeclaration network, Diagnostics diagnostics) {
    ALL.forEach(rule -> rule.check(network, diagnostics));
  }
}

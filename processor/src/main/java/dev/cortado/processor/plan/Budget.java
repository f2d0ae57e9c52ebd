package dev.cortado.processor.plan;

import dev.cortado.processor.check.Diagnostics;
import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.LayerNode;
import java.util.Locale;

/** Compares what a network costs with what it may cost. */
final class Budget {
  private final Plan plan;
  private final AnnotationUse budget;
  private final Diagnostics diagnostics;

  private Budget(Plan plan, AnnotationUse budget, Diagnostics diagnostics) {
    this.plan = plan;
    this.budget = budget;
    this.diagnostics = diagnostics;
  }

  /** Whether a network keeps to its budget, where it has one; reports what it exceeds. */
  static boolean allows(Plan plan, Diagnostics diagnostics) {
    return plan.network()
        .budget()
        .map(budget -> new Budget(plan, budget, diagnostics).allows())
        .orElse(true);
  }

  private boolean allows() {
    long parameters = plan.graph().parameterCount();
    long macs = plan.graph().layers().stream().mapToLong(LayerNode::multiplyAdds).sum();
    boolean within = true;
    within &= allows("parameters", parameters);
    within &= allows("macs", macs);
    within &= allows("bytes", Float.BYTES * (parameters + plan.activations()));
    return within;
  }

  private boolean allows(String attribute, long cost) {
    long limit = budget.longInteger(attribute);
    if (cost <= limit) {
      return true;
    }
    diagnostics.report(
        Problem.BUDGET_EXCEEDED
            .at(
                budget.place(attribute),
                String.format(
                    Locale.ROOT,
                    "network %s takes %,d %s, but its budget is %,d",
                    plan.network().name(),
                    cost,
                    attribute,
                    limit))
            .found(cost)
            .expected("at most " + limit)
            .fix(
                "raise the budget, or make a layer smaller:\n    "
                    + String.join("\n    ", plan.table())));
    return false;
  }
}

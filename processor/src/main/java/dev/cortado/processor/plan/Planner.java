package dev.cortado.processor.plan;

import dev.cortado.processor.check.Diagnostics;
import dev.cortado.processor.check.Problem;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.graph.Backward;
import dev.cortado.processor.graph.Differentiation;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the plan of a network. */
public final class Planner {
  private Planner() {}

  /**
   * The plan of a graph; empty where the network is too large or exceeds its budget, which is
   * reported.
   *
   * @param costs chooses the forms of products
   */
  public static Optional<Plan> plan(
      NetworkDeclaration network,
      Graph graph,
      Names names,
      CostModel costs,
      Diagnostics diagnostics) {
    long count = graph.layers().stream().mapToLong(LayerNode::parameterCount).sum();
    if (count > Integer.MAX_VALUE - 8) {
      diagnostics.report(
          Problem.TOO_LARGE
              .at(
                  network.place(),
                  String.format(
                      Locale.ROOT,
                      "network %s has %,d parameters, more than an array can hold",
                      network.name(),
                      count))
              .expected("at most " + (Integer.MAX_VALUE - 8)));
      return Optional.empty();
    }
    List<ParameterSlot> slots = ParameterLayout.of(graph);
    Backward backward = Differentiation.of(graph, names);
    Optional<Backward> ofInputs =
        network.explained()
            ? Optional.of(Differentiation.ofInputs(graph, names))
            : Optional.empty();
    Storage storage =
        new Storage(graph, Stream.concat(Stream.of(backward), ofInputs.stream()).toList());
    List<Value> arrays = storage.arrays(backward);
    List<String> table = NetworkTable.of(graph, slots, costs);
    if (!withinBudget(network, graph, arrays, table, diagnostics)) {
      return Optional.empty();
    }
    StepWriter writer =
        new StepWriter(
            costs, storage, names, slots, graph.inputs().stream().map(LayerNode::value).toList());
    List<Step> forward = new ArrayList<>();
    List<Step> training = new ArrayList<>();
    List<Step> updates = new ArrayList<>();
    for (LayerNode layer : graph.layers()) {
      List<ForwardOperation> operations =
          layer.operations().stream().filter(operation -> !operation.isView()).toList();
      if (!operations.isEmpty()) {
        forward.add(writer.forward("forward" + capital(layer.name()), operations, false));
        boolean differs = operations.stream().anyMatch(ForwardOperation::trainsDifferently);
        training.add(
            differs
                ? writer.forward("train" + capital(layer.name()), operations, true)
                : forward.get(forward.size() - 1));
        writer.update("update" + capital(layer.name()), operations).ifPresent(updates::add);
      }
    }
    List<Step> reverse = backwardSteps("backward", backward, writer);
    Optional<Plan.Explanation> explanation =
        ofInputs.map(derived -> explanation(derived, arrays, storage, writer));
    Map<Value, Value> roots = new HashMap<>();
    graph.layers().forEach(layer -> roots.put(layer.value(), storage.root(layer.value())));
    backward.roots().forEach(value -> roots.put(value, storage.root(value)));
    ofInputs.ifPresent(
        derived ->
            Stream.concat(derived.roots().stream(), derived.inputs().stream())
                .forEach(value -> roots.put(value, storage.root(value))));
    for (LayerNode output : graph.outputs()) {
      graph
          .headOf(output)
          .map(head -> head.inputs().get(0))
          .ifPresent(v -> roots.put(v, storage.root(v)));
    }
    Optional<List<Statement>> tiny = writer.tiny(graph);
    return Optional.of(
        new Plan(
            network,
            graph,
            table,
            Fingerprint.of(graph),
            slots,
            arrays,
            roots,
            backward.roots(),
            writer.kernels(),
            tiny,
            forward,
            training,
            reverse,
            updates,
            explanation,
            writer.helpers()));
  }

  private static Plan.Explanation explanation(
      Backward backward, List<Value> others, Storage storage, StepWriter writer) {
    List<Value> arrays =
        storage.arrays(backward).stream().filter(array -> !others.contains(array)).toList();
    return new Plan.Explanation(
        arrays, backward.roots(), backward.inputs(), backwardSteps("explain", backward, writer));
  }

  /**
   * One step for each layer's derivative; that of a head is on its own, as losses on logits leave
   * it out.
   */
  private static List<Step> backwardSteps(String verb, Backward backward, StepWriter writer) {
    List<Step> steps = new ArrayList<>();
    List<Backward.Step> rest =
        backward.steps().stream().filter(step -> !step.operation().isView()).toList();
    for (int i = 0; i < rest.size(); ) {
      Backward.Step first = rest.get(i);
      List<Operation> operations = new ArrayList<>();
      while (i < rest.size()
          && rest.get(i).layer().equals(first.layer())
          && rest.get(i).headOf() == first.headOf()) {
        operations.add(rest.get(i++).operation());
      }
      // Not a suffix: that could be another layer's name
      String name =
          (first.headOf() >= 0 ? "head" + capital(verb) : verb) + capital(first.layer().name());
      steps.add(writer.backward(name, operations, first.headOf()));
    }
    return steps;
  }

  private static boolean withinBudget(
      NetworkDeclaration network,
      Graph graph,
      List<Value> arrays,
      List<String> table,
      Diagnostics diagnostics) {
    if (network.budget().isEmpty()) {
      return true;
    }
    AnnotationUse budget = network.budget().get();
    long parameters = graph.layers().stream().mapToLong(LayerNode::parameterCount).sum();
    long macs = graph.layers().stream().mapToLong(LayerNode::multiplyAdds).sum();
    long buffers =
        arrays.stream()
            .filter(value -> value.role() == Value.Role.ACTIVATION)
            .mapToLong(Value::size)
            .sum();
    boolean within = true;
    within &= within(network, budget, "parameters", parameters, table, diagnostics);
    within &= within(network, budget, "macs", macs, table, diagnostics);
    within &=
        within(network, budget, "bytes", Float.BYTES * (parameters + buffers), table, diagnostics);
    return within;
  }

  private static boolean within(
      NetworkDeclaration network,
      AnnotationUse budget,
      String attribute,
      long cost,
      List<String> table,
      Diagnostics diagnostics) {
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
                    network.name(),
                    cost,
                    attribute,
                    limit))
            .found(cost)
            .expected("at most " + limit)
            .fix(
                "raise the budget, or make a layer smaller:\n    " + String.join("\n    ", table)));
    return false;
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}

package dev.cortado.processor.plan;

import dev.cortado.processor.check.Diagnostics;
import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.Part;
import dev.cortado.processor.graph.PartUse;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the plan of a network. */
public final class Planner {
  private final CostModel costs;
  private final boolean explains;
  private final Map<String, Plan> parts = new LinkedHashMap<>();
  private final Set<String> classNames = new HashSet<>();

  private Planner(CostModel costs, boolean explains) {
    this.costs = costs;
    this.explains = explains;
  }

  /**
   * The plan of a graph; empty where the network is too large or exceeds its budget, which is
   * reported.
   *
   * @param step the graph of a step of the sequence that it reads, where that is asked for
   * @param costs chooses the forms of products
   */
  public static Optional<Plan> plan(
      NetworkDeclaration network,
      Graph graph,
      Optional<Graph> step,
      Names names,
      CostModel costs,
      Diagnostics diagnostics) {
    long count = graph.parameterCount();
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
    return Optional.of(new Planner(costs, network.explained()).plan(network, graph, step, names))
        .filter(plan -> Budget.allows(plan, diagnostics));
  }

  private Plan plan(NetworkDeclaration network, Graph graph, Optional<Graph> step, Names names) {
    planParts(graph);
    return CodePlanner.network(network, graph, step, names, costs, parts);
  }

  /** Plans the parts of a graph, each after those that it uses itself. */
  private void planParts(Graph graph) {
    for (LayerNode layer : graph.layers()) {
      layer.use().map(PartUse::part).ifPresent(this::planPart);
    }
  }

  private void planPart(Part part) {
    String key = part.key();
    if (!parts.containsKey(key)) {
      planParts(part.graph());
      parts.put(key, CodePlanner.part(part, className(part), costs, parts, explains));
    }
  }

  /** Interfaces of different packages may have the same name; one may have several parts. */
  private String className(Part part) {
    String plain = part.masks().isEmpty() ? part.name() : "Masked" + part.name();
    String name = plain;
    for (int i = 2; !classNames.add(name); i++) {
      name = plain + i;
    }
    return name;
  }
}

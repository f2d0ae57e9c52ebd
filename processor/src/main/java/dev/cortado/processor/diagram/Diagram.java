package dev.cortado.processor.diagram;

import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.graph.Backward;
import dev.cortado.processor.graph.Differentiation;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.ParameterNode;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.layer.NetworkGraph;

/**
 * The graphs of a network as a Mermaid flowchart: the forward graph by layers, the backward graph
 * by the layers whose derivatives it computes, each node an operation with the shape of its result.
 * They are the graphs as they are derived, before the planner fuses operations and shares arrays.
 */
public final class Diagram {
  private final Graph graph;
  private final Backward backward;
  private final Flowchart chart = new Flowchart();

  private Diagram(Graph graph, Backward backward) {
    this.graph = graph;
    this.backward = backward;
  }

  /** The diagram of a sound network: the same text for the same declaration. */
  public static String of(NetworkDeclaration network) {
    // Built anew, so that values have the names that the generated class gives them.
    Names names = new Names();
    Graph graph =
        NetworkGraph.build(
            network,
            names,
            problem -> {
              throw new IllegalArgumentException("a diagram of a network with " + problem);
            });
    return new Diagram(graph, Differentiation.of(graph, names)).draw(network.nestedName());
  }

  private String draw(String name) {
    chart.comment(name + ": its forward and its backward graph");
    chart.begin("forward", "forward");
    graph.layers().forEach(this::forward);
    chart.end();
    if (!backward.steps().isEmpty()) {
      chart.begin("backward", "backward");
      losses();
      backward();
      chart.end();
    }
    graph
        .operations()
        .forEach(
            operation ->
                operation.inputs().forEach(input -> chart.edge(id(input), id(operation.output()))));
    gradientEdges();
    return chart.text();
  }

  private void forward(LayerNode layer) {
    String type = layer.type() + (layer.description().isEmpty() ? "" : " " + layer.description());
    chart.begin(layer.name() + "Layer", layer.name() + ": " + type);
    for (ParameterNode parameter : layer.parameters()) {
      Value value = parameter.value();
      chart.parameter(id(value), parameter.name() + frozen(value), value.shape());
    }
    if (layer.value().role() == Value.Role.INPUT) {
      chart.terminal(id(layer.value()), layer.name(), layer.value().shape());
    }
    for (ForwardOperation operation : layer.operations()) {
      chart.operation(id(operation.output()), operation.formula(), operation.output().shape());
    }
    chart.end();
  }

  private static String frozen(Value parameter) {
    return parameter.role() == Value.Role.FROZEN ? ", frozen" : "";
  }

  private void losses() {
    for (int o = 0; o < backward.roots().size(); o++) {
      Value root = backward.roots().get(o);
      chart.terminal(id(root), "∂loss/∂" + graph.outputs().get(o).value().name(), root.shape());
    }
  }

  private void backward() {
    LayerNode open = null;
    for (Backward.Step step : backward.steps()) {
      if (!step.layer().equals(open)) {
        if (open != null) {
          chart.end();
        }
        open = step.layer();
        chart.begin(open.name() + "Derivative", open.name());
      }
      Operation operation = step.operation();
      String head = step.headOf() >= 0 ? ", unless the loss begins at its logits" : "";
      if (operation.output().isParameter()) {
        chart.parameter(gradientId(operation), operation.formula(), operation.output().shape());
      } else {
        chart.operation(
            gradientId(operation), operation.formula() + head, operation.output().shape());
      }
    }
    chart.end();
  }

  private void gradientEdges() {
    if (backward.steps().isEmpty()) {
      return;
    }
    for (int o = 0; o < backward.roots().size(); o++) {
      chart.dotted(id(graph.outputs().get(o).value()), "loss", id(backward.roots().get(o)));
    }
    for (Operation operation : backward.operations()) {
      for (Value input : operation.inputs()) {
        if (input.role() == Value.Role.GRADIENT) {
          chart.edge(id(input), gradientId(operation));
        } else {
          chart.dotted(id(input), "", gradientId(operation));
        }
      }
    }
  }

  private String id(Value value) {
    return chart.id(value);
  }

  private String gradientId(Operation operation) {
    Value output = operation.output();
    return output.isParameter() ? chart.gradientId(output) : chart.id(output);
  }
}

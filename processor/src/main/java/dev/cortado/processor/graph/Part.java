package dev.cortado.processor.graph;

import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.graph.Value.Role;
import java.util.List;

/**
 * A network that others use as a layer. It is compiled once, however often it is used.
 *
 * @param network its declaration
 * @param graph its forward graph, of one input or several and one output
 * @param names gives out the names of its variables
 */
public record Part(NetworkDeclaration network, Graph graph, Names names) {

  /** The simple name of its interface. */
  public String name() {
    return network.name();
  }

  /** What its inputs are, in the order of its declaration. */
  public List<Value> inputs() {
    return graph.inputs().stream().map(LayerNode::value).toList();
  }

  /** What it hands on. */
  public Value output() {
    return graph.outputs().get(0).value();
  }

  /** The number of values of its trainable or of its frozen parameters. */
  public long parameterCount(Role role) {
    return graph.parameters().stream()
        .map(ParameterNode::value)
        .filter(value -> value.role() == role)
        .mapToLong(Value::size)
        .sum();
  }
}

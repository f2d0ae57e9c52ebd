package dev.cortado.processor.graph;

import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.graph.Value.Role;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A network that others use as a layer. It is compiled once, however often it is used; once more
 * where some of its uses have masks that its layers read and others have none.
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

  /** The masks that its operations read, in the order of the inputs that have them. */
  public List<Value> masks() {
    return graph.maskedInputs().stream().map(graph.masks().ofInputs()::get).toList();
  }

  /** The mask that it computes for what it hands on, where it does. */
  public Optional<Value> computedMask() {
    return graph.masks().computed();
  }

  /**
   * What distinguishes it from all others: a network is another part where its inputs have masks.
   */
  public String key() {
    return network.qualifiedName() + new TreeSet<>(graph.masks().ofInputs().keySet());
  }

  /** Whether its code would be that of another part of the same network. */
  public boolean hasCodeOf(Part other) {
    List<ForwardOperation> own = graph.operations();
    List<ForwardOperation> others = other.graph.operations();
    return own.size() == others.size()
        && computedMask().equals(other.computedMask())
        && IntStream.range(0, own.size()).allMatch(i -> isSame(own.get(i), others.get(i)));
  }

  private static boolean isSame(ForwardOperation one, ForwardOperation other) {
    return one.getClass() == other.getClass()
        && one.inputs().equals(other.inputs())
        && one.outputs().equals(other.outputs())
        && (!(one instanceof PartUse use)
            || use.part().key().equals(((PartUse) other).part().key()));
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

package dev.cortado.processor.graph;

import java.util.List;
import java.util.Optional;

/**
 * A layer of the graph.
 *
 * @param name its name: that of its method
 * @param type the simple name of its annotation
 * @param inputs the names of the layers that feed it
 * @param parameters its parameters, in Keras's order
 * @param operations its forward operations, in order
 * @param value what it hands on
 * @param description what distinguishes it from others of its type, for fingerprints and tables:
 *     {@code relu}
 */
public record LayerNode(
    String name,
    String type,
    List<String> inputs,
    List<ParameterNode> parameters,
    List<ForwardOperation> operations,
    Value value,
    String description) {
  /** Copies the lists. */
  public LayerNode {
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
    operations = List.copyOf(operations);
  }

  /** The part that it uses, where it uses one. */
  public Optional<PartUse> use() {
    return operations.stream()
        .filter(PartUse.class::isInstance)
        .map(PartUse.class::cast)
        .findFirst();
  }

  /** Multiply-adds for one sample. */
  public long multiplyAdds() {
    return operations.stream().mapToLong(ForwardOperation::multiplyAdds).sum();
  }

  /** The number of its parameters' values. */
  public long parameterCount() {
    return parameters.stream().mapToLong(parameter -> parameter.value().size()).sum();
  }
}

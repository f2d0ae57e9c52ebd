package dev.cortado.processor.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The forward graph of a network.
 *
 * @param layers all layers, in source order, which is an order in which they can be computed
 * @param outputs the layers that are outputs, in source order
 * @param masks the masks that its users give and take, where it is used
 */
public record Graph(List<LayerNode> layers, List<LayerNode> outputs, PartMasks masks) {
  /** Copies the lists. */
  public Graph {
    layers = List.copyOf(layers);
    outputs = List.copyOf(outputs);
  }

  /** The input layers, in source order. */
  public List<LayerNode> inputs() {
    return layers.stream().filter(layer -> layer.value().role() == Value.Role.INPUT).toList();
  }

  /** All forward operations, in order. */
  public List<ForwardOperation> operations() {
    return layers.stream().flatMap(layer -> layer.operations().stream()).toList();
  }

  /** The positions of the inputs whose masks are read by operations. */
  public List<Integer> maskedInputs() {
    return masks.positionsIn(
        operations().stream()
            .flatMap(operation -> operation.inputs().stream())
            .collect(Collectors.toSet()));
  }

  /** All parameters, by layer in source order: those that layers share once. */
  public List<ParameterNode> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).distinct().toList();
  }

  /** The number of all parameters' values. */
  public long parameterCount() {
    return parameters().stream().mapToLong(parameter -> parameter.value().size()).sum();
  }

  /**
   * The operation that ends an output and at whose input a loss may begin: nobody else reads its
   * output.
   */
  public Optional<ForwardOperation> headOf(LayerNode output) {
    return output.operations().stream()
        .filter(operation -> operation.output().equals(output.value()))
        .filter(operation -> operation.head() != Head.NONE && readers(output.value()).isEmpty())
        .findFirst();
  }

  /** The operations that read a value. */
  public List<ForwardOperation> readers(Value value) {
    return operations().stream().filter(operation -> operation.inputs().contains(value)).toList();
  }
}

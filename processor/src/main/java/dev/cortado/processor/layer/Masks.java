package dev.cortado.processor.layer;

import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The masks of a network's values: for some values of shape {@code (steps, ...)} a value of shape
 * {@code (steps)} that is 1 at steps that count and 0 at those that only fill up a sequence.
 */
final class Masks {
  private final Map<Value, Value> masks = new HashMap<>();

  /** The mask of a value, where it has one. */
  Optional<Value> of(Value value) {
    return Optional.ofNullable(masks.get(value));
  }

  /** Says which steps of a value count. */
  void put(Value value, Value mask) {
    masks.put(value, mask);
  }

  /**
   * Gives what a layer hands on the mask of what it takes, where the steps are the same. A step of
   * several inputs counts where it does in one of them.
   */
  void passOn(LayerContext layer, Value output) {
    List<Value> distinct =
        layer.inputs().stream().flatMap(input -> of(input).stream()).distinct().toList();
    int steps = output.shape().sizes().get(0);
    if (distinct.isEmpty() || distinct.stream().anyMatch(mask -> mask.size() != steps)) {
      return;
    }
    Value any = distinct.get(0);
    for (int i = 1; i < distinct.size(); i++) {
      Value next = layer.intermediate("MaskOf" + (i + 1), any.shape());
      layer.add(new Extremum(next, any, distinct.get(i), true));
      any = next;
    }
    put(output, any);
  }

  /** The layers without the operations that write masks which nobody reads. */
  List<LayerNode> withoutUnread(List<LayerNode> layers) {
    Set<Value> read =
        layers.stream()
            .flatMap(layer -> layer.operations().stream())
            .flatMap(operation -> operation.inputs().stream())
            .collect(Collectors.toCollection(HashSet::new));
    List<LayerNode> rest = layers.stream().map(layer -> without(layer, read)).toList();
    return rest.equals(layers) ? layers : withoutUnread(rest);
  }

  private LayerNode without(LayerNode layer, Set<Value> read) {
    List<ForwardOperation> operations =
        layer.operations().stream()
            .filter(
                operation ->
                    read.contains(operation.output()) || !masks.containsValue(operation.output()))
            .toList();
    return new LayerNode(
        layer.name(),
        layer.type(),
        layer.inputs(),
        layer.parameters(),
        operations,
        layer.value(),
        layer.description());
  }
}

package dev.cortado.processor.layer;

import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.PartMasks;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The masks of a network's values: for some values of shape {@code (steps, ...)} a value of shape
 * {@code (steps)} that is 1 at steps that count and 0 at those that only fill up a sequence.
 */
final class Masks {
  private final Optional<Set<Integer>> given;
  private final Map<Value, Value> masks = new HashMap<>();
  private final Map<Integer, Value> ofInputs = new HashMap<>();
  private int inputs;

  private Masks(Optional<Set<Integer>> given) {
    this.given = given;
  }

  /** Those of a network of its own: its inputs have none, and nobody asks for its output's. */
  static Masks ofNetwork() {
    return new Masks(Optional.empty());
  }

  /**
   * Those of a network that is used.
   *
   * @param given the positions of the inputs for which its user has a mask
   */
  static Masks ofPart(Set<Integer> given) {
    return new Masks(Optional.of(given));
  }

  /** Gives the next input of the network its mask, where its user has one. */
  void enter(LayerContext layer, Value input) {
    int position = inputs++;
    if (given.isPresent() && given.get().contains(position)) {
      Value mask = layer.inputMask(Shape.of(input.shape().sizes().get(0)));
      put(input, mask);
      ofInputs.put(position, mask);
    }
  }

  /** The masks that cross the network's border, where it hands on the values of some layers. */
  PartMasks crossing(Set<Value> outputs) {
    return given.isEmpty()
        ? PartMasks.NONE
        : new PartMasks(
            ofInputs, outputs.stream().flatMap(output -> of(output).stream()).findFirst());
  }

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

  /** The layers without the operations that write masks which nobody reads, nor a user asks for. */
  List<LayerNode> withoutUnread(List<LayerNode> layers, PartMasks crossing) {
    Set<Value> read =
        layers.stream()
            .flatMap(layer -> layer.operations().stream())
            .flatMap(Masks::readOrWrittenAlong)
            .collect(Collectors.toCollection(HashSet::new));
    crossing.handedOn().ifPresent(read::add);
    List<LayerNode> rest = layers.stream().map(layer -> without(layer, read)).toList();
    return rest.equals(layers) ? layers : withoutUnread(rest, crossing);
  }

  /** What a part computes beside its output it writes whether it is read or not. */
  private static Stream<Value> readOrWrittenAlong(ForwardOperation operation) {
    return Stream.concat(
        operation.inputs().stream(),
        operation.outputs().stream().filter(value -> !value.equals(operation.output())));
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

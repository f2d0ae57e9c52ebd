package dev.cortado.processor.graph;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A backward graph of a network: it begins with gradients with respect to the outputs. That of
 * training ends with the gradients of the trainable parameters, that of a part with those of its
 * inputs too, and that of explanations with those of the inputs alone.
 *
 * @param roots for each output, the gradient that a loss writes, or whoever uses the part
 * @param ofInputs for each input, its gradient; empty in the graph of a network's training
 * @param steps its operations, in order
 */
public record Backward(List<Value> roots, List<Value> ofInputs, List<Step> steps) {
  /** Copies the lists. */
  public Backward {
    roots = List.copyOf(roots);
    ofInputs = List.copyOf(ofInputs);
    steps = List.copyOf(steps);
  }

  /**
   * An operation of the backward graph.
   *
   * @param layer the layer whose derivative it belongs to
   * @param operation the operation
   * @param headOf the output whose head it is the derivative of, or -1: left out where the loss was
   *     computed from logits
   */
  public record Step(LayerNode layer, Operation operation, int headOf) {}

  /**
   * The operations without which all gradients of parameters are there: they serve those of the
   * inputs of a part alone.
   */
  public Set<Operation> onlyForInputs() {
    Set<Operation> only = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Value> read = new HashSet<>();
    List<Operation> operations = operations();
    for (int i = operations.size() - 1; i >= 0; i--) {
      Operation operation = operations.get(i);
      if (operation.outputs().stream()
          .anyMatch(output -> output.isParameter() || read.contains(output))) {
        read.addAll(operation.inputs());
      } else {
        only.add(operation);
      }
    }
    return only;
  }

  /** All operations, in order. */
  public List<Operation> operations() {
    return steps.stream().map(Step::operation).toList();
  }
}

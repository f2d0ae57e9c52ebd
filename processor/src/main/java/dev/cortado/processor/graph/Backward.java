package dev.cortado.processor.graph;

import java.util.List;

/**
 * The backward graph of a network: it begins with the losses' gradients with respect to the outputs
 * and ends with the gradients of the trainable parameters.
 *
 * @param roots for each output, the gradient that a loss writes
 * @param steps its operations, in order
 */
public record Backward(List<Value> roots, List<Step> steps) {
  /** Copies the lists. */
  public Backward {
    roots = List.copyOf(roots);
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

  /** All operations, in order. */
  public List<Operation> operations() {
    return steps.stream().map(Step::operation).toList();
  }
}

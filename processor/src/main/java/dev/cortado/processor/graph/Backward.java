package dev.cortado.processor.graph;

import java.util.List;

/**
 * A backward graph of a network: it begins with gradients with respect to the outputs. That of
 * training ends with the gradients of the trainable parameters, that of explanations with those of
 * the inputs.
 *
 * @param roots for each output, the gradient that a loss writes
 * @param inputs for each input, its gradient; empty in the graph of training
 * @param steps its operations, in order
 */
public record Backward(List<Value> roots, List<Value> inputs, List<Step> steps) {
  /** Copies the lists. */
  public Backward {
    roots = List.copyOf(roots);
    inputs = List.copyOf(inputs);
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

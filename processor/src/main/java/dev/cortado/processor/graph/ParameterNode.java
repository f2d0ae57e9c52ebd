package dev.cortado.processor.graph;

import java.util.List;
import java.util.Optional;

/**
 * A parameter of a layer.
 *
 * @param name its name within the layer, for example {@code kernel}
 * @param value its value, whose role says whether it is trainable
 * @param initializer how its first values are drawn: a factory of the runtime's {@code
 *     Initializers} with its arguments
 * @param l1 the weight of the penalty on absolute values
 * @param l2 the weight of the penalty on squares
 * @param constraint what training keeps true of it
 */
public record ParameterNode(
    String name,
    Value value,
    InitializerCall initializer,
    double l1,
    double l2,
    Optional<ConstraintCall> constraint) {
  /** A method of the runtime's {@code WeightConstraints} and what it takes after the offset. */
  public record ConstraintCall(String method, List<Number> arguments) {
    /** Copies the arguments. */
    public ConstraintCall {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A factory method of the runtime's {@code Initializers} and its arguments.
   *
   * @param inner an initializer that it takes as its only argument
   */
  public record InitializerCall(
      String method, List<Double> arguments, Optional<InitializerCall> inner) {
    /** Copies the arguments. */
    public InitializerCall {
      arguments = List.copyOf(arguments);
    }
  }
}

package dev.cortado.processor.graph;

import java.util.List;

/**
 * A parameter of a layer.
 *
 * @param name its name within the layer, for example {@code kernel}
 * @param value its value, whose role says whether it is trainable
 * @param initializer how its first values are drawn: a factory of the runtime's {@code
 *     Initializers} with its arguments
 * @param l1 the weight of the penalty on absolute values
 * @param l2 the weight of the penalty on squares
 */
public record ParameterNode(
    String name, Value value, InitializerCall initializer, double l1, double l2) {
  /** A factory method of the runtime's {@code Initializers} and its arguments. */
  public record InitializerCall(String method, List<Double> arguments) {
    /** Copies the arguments. */
    public InitializerCall {
      arguments = List.copyOf(arguments);
    }
  }
}

package dev.cortado.processor.graph;

import java.util.function.Function;

/** Collects the backward graph while operations are differentiated in reverse order. */
public interface Tape {
  /** Whether the gradient of a value is needed by anybody. */
  boolean needs(Value value);

  /**
   * Adds a term to the gradient of an activation, where it is needed.
   *
   * @param value the activation
   * @param operation makes the operation that writes the term into the given value
   */
  void add(Value value, Function<Value, Operation> operation);

  /** Adds a term that is there already. */
  void pass(Value value, Value term);

  /** Adds the operation that writes the gradient of a parameter, where it is trainable. */
  void parameter(Value parameter, Operation operation);
}

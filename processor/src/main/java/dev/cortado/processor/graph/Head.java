package dev.cortado.processor.graph;

/**
 * The function that ends an output, where losses may be computed from its input: the runtime's enum
 * of that name.
 */
public enum Head {
  /** No such function. */
  NONE,
  /** The logistic function. */
  SIGMOID,
  /** Softmax along the last axis. */
  SOFTMAX
}

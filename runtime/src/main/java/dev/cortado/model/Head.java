package dev.cortado.model;

/**
 * The function that ends an output, where losses may be computed from what it is applied to.
 * Cross-entropy of a saturated softmax or sigmoid loses its gradient to rounding; computed from the
 * logits it does not.
 */
public enum Head {
  /** No such function: losses see the output itself. */
  NONE,
  /** {@code output = sigmoid(logits)}. */
  SIGMOID,
  /** {@code output = softmax(logits)} along the last axis. */
  SOFTMAX
}

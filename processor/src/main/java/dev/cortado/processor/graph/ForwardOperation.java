package dev.cortado.processor.graph;

/** An operation of the forward graph: it knows its derivative. */
public interface ForwardOperation extends Operation {
  /**
   * Adds the operations that carry the gradient of the output to the gradients of the inputs.
   *
   * @param gradient the gradient of the output
   * @param tape receives the operations, and says which gradients are needed
   */
  void differentiate(Value gradient, Tape tape);

  /**
   * The function it is, where a loss may be computed from its first input instead of its output.
   */
  default Head head() {
    return Head.NONE;
  }

  /**
   * Whether it does nothing but pass its first input on when predicting: then {@link #sample}
   * copies, and {@link #batch} is for training.
   */
  default boolean onlyTrains() {
    return false;
  }
}

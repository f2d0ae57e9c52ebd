package dev.cortado.processor.graph;

import dev.cortado.processor.code.Statement;
import java.util.List;
import java.util.Optional;

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
   * {@link #differentiate} for what it computes in a prediction, where training computes something
   * else.
   */
  default void differentiatePrediction(Value gradient, Tape tape) {
    differentiate(gradient, tape);
  }

  /**
   * The function it is, where a loss may be computed from its first input instead of its output.
   */
  default Head head() {
    return Head.NONE;
  }

  /**
   * Whether training computes something else than a prediction: then {@link #sample} is for
   * predictions, and {@link #batch} for training.
   */
  default boolean trainsDifferently() {
    return false;
  }

  /**
   * The code of a prediction for all samples, where it is not that for one sample again and again.
   */
  default Optional<List<Statement>> predictionBatch(Lowering lowering) {
    return trainsDifferently() ? Optional.empty() : batch(lowering);
  }

  /**
   * One operation that computes in predictions what this one and the next do, with the same bits,
   * where there is such: it does not write what is in between.
   *
   * @param next reads this operation's output
   */
  default Optional<ForwardOperation> foldedWith(ForwardOperation next) {
    return Optional.empty();
  }

  /**
   * What it does after a step of training to parameters that gradients leave alone; it reads
   * parameters and statistics of the batch.
   */
  default Optional<Statement> afterStep(Lowering lowering) {
    return Optional.empty();
  }
}

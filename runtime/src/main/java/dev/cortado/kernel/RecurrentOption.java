package dev.cortado.kernel;

/** What distinguishes a {@link Recurrence} from the plainest one. */
public enum RecurrentOption {
  /** The last element of a sequence is read first. */
  BACKWARDS,
  /** The result has the hidden state after each step, not only after the last. */
  SEQUENCES,
  /** The hidden states of the result are in the order of the elements read, not of the steps. */
  IN_ORDER,
  /** A mask says which steps count: others keep the states and repeat the output. */
  MASKED,
  /** The states before the first step follow the sums. */
  INITIAL_STATE,
  /**
   * The states before the first step are those that the last call left in the row of what is kept.
   * The whole sequence is what all calls read one after another, as far as masks are concerned.
   */
  CARRIED_STATE,
  /** The states after the last step follow the rest of the result. */
  FINAL_STATE
}

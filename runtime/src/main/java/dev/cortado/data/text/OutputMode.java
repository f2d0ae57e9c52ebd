package dev.cortado.data.text;

/** What the numbers of a text are: Keras's {@code output_mode}. */
public enum OutputMode {
  /** The index of each token, cut or padded with 0 to a fixed length, for an embedding. */
  INT(2),

  /** A number for each token of the vocabulary: 1 where the text has it, 0 where it has not. */
  MULTI_HOT(1),

  /** A number for each token of the vocabulary: how often the text has it. */
  COUNT(1),

  /**
   * A number for each token of the vocabulary: how often the text has it, times {@code log(1 +
   * texts / (1 + texts with the token))}. That of unknown tokens is the mean of the others.
   */
  TF_IDF(1);

  private final int reserved;

  OutputMode(int reserved) {
    this.reserved = reserved;
  }

  /** How many indices come before those of the tokens: unknown, and padding before it. */
  int reserved() {
    return reserved;
  }

  /** The index of tokens that are not in the vocabulary. */
  int unknown() {
    return reserved - 1;
  }
}

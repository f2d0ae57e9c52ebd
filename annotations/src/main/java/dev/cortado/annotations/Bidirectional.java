package dev.cortado.annotations;

/**
 * Whether a recurrent layer reads a sequence in both directions, each with parameters of its own,
 * and how the results are merged. Those of the second direction are in the order of the sequence.
 */
public enum Bidirectional {
  /** It reads in one direction. */
  NO,
  /** One after another along the last axis. */
  CONCAT,
  /** Their sum. */
  SUM,
  /** Their product, element by element. */
  MUL,
  /** Their mean. */
  AVE
}

package dev.cortado.annotations;

/** What may be kept true of a parameter's values after each step of training, as in Keras. */
public enum WeightConstraint {
  /** Nothing. */
  NONE,
  /** Norms of at most a greatest one: longer vectors are shortened. */
  MAX_NORM,
  /** Values of at least 0: negative ones become 0. */
  NON_NEGATIVE,
  /** Norms of 1. */
  UNIT_NORM
}

package dev.cortado.processor.graph;

/**
 * What an operation reads or writes.
 *
 * @param name unique in its network and fit for a Java variable
 * @param shape the shape, of one sample unless it is a parameter
 * @param role what it is
 */
public record Value(String name, Shape shape, Role role) {
  /** What a value is. */
  public enum Role {
    /** Passed in by the caller. */
    INPUT,
    /** Computed for each sample. */
    ACTIVATION,
    /** Computed for each step of a stream, from what it was at the step before. */
    CARRIED,
    /** Computed while training for all samples of a batch together: a matrix. */
    STATISTIC,
    /** Shared by all samples, changed by gradients. */
    TRAINABLE,
    /** Shared by all samples, left alone by gradients. */
    FROZEN,
    /** The loss's gradient with respect to an activation, for each sample. */
    GRADIENT
  }

  /** The number of elements. */
  public int size() {
    return shape.size();
  }

  /** Whether it is shared by all samples. */
  public boolean isParameter() {
    return role == Role.TRAINABLE || role == Role.FROZEN;
  }
}

package dev.cortado.annotations;

/**
 * How the first values of a parameter are drawn. Definitions and defaults are those of Keras 3; a
 * parameter of shape {@code (inputs, outputs)} has {@code fanIn = inputs} and {@code fanOut =
 * outputs}.
 */
public enum Initializer {
  /** All zero. */
  ZEROS,
  /** All one. */
  ONES,
  /** All {@link Init#constant()}, which must be given. */
  CONSTANT,
  /** Uniform between {@link Init#min()} and {@link Init#max()}: -0.05 and 0.05 unless given. */
  UNIFORM,
  /** Normal with {@link Init#mean()} and {@link Init#stddev()}: 0 and 0.05 unless given. */
  NORMAL,
  /**
   * As {@link #NORMAL}, but values further than two standard deviations from the mean are drawn
   * again.
   */
  TRUNCATED_NORMAL,
  /** Uniform within {@code ±sqrt(6 / (fanIn + fanOut))} (Glorot and Bengio, 2010). */
  GLOROT_UNIFORM,
  /** Truncated normal, variance {@code 2 / (fanIn + fanOut)} (Glorot and Bengio, 2010). */
  GLOROT_NORMAL,
  /** Uniform within {@code ±sqrt(6 / fanIn)} (He and others, 2015). */
  HE_UNIFORM,
  /** Truncated normal, variance {@code 2 / fanIn} (He and others, 2015). */
  HE_NORMAL,
  /** Uniform within {@code ±sqrt(3 / fanIn)} (LeCun and others, 1998). */
  LECUN_UNIFORM,
  /** Truncated normal, variance {@code 1 / fanIn} (LeCun and others, 1998). */
  LECUN_NORMAL,
  /**
   * Orthonormal rows or columns, times {@link Init#gain()}, which is 1 unless given (Saxe and
   * others, 2013).
   */
  ORTHOGONAL
}

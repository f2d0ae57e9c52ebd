package dev.cortado.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An initializer with its parameters: {@code @Init(HE_NORMAL)}, {@code @Init(value = CONSTANT,
 * constant = 0.1)}. Giving a parameter that the initializer does not take is a compile error.
 */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Init {
  /** The kind of initializer. */
  Initializer value();

  /** The value of {@link Initializer#CONSTANT}. */
  double constant() default Double.NaN;

  /** The lower bound of {@link Initializer#UNIFORM}; -0.05 unless given. */
  double min() default Double.NaN;

  /** The upper bound of {@link Initializer#UNIFORM}; 0.05 unless given. */
  double max() default Double.NaN;

  /**
   * The mean of {@link Initializer#NORMAL} and {@link Initializer#TRUNCATED_NORMAL}; 0 unless
   * given.
   */
  double mean() default Double.NaN;

  /**
   * The standard deviation of {@link Initializer#NORMAL} and {@link Initializer#TRUNCATED_NORMAL};
   * 0.05 unless given.
   */
  double stddev() default Double.NaN;

  /** The factor of {@link Initializer#ORTHOGONAL}; 1 unless given. */
  double gain() default Double.NaN;
}

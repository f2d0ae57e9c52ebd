package dev.cortado.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A constraint on a parameter with its own parameters: {@code @Constraint(MAX_NORM)},
 * {@code @Constraint(value = MAX_NORM, max = 3)}. It is applied after each step of training. Giving
 * a parameter that the constraint does not take is a compile error.
 */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Constraint {
  /** The kind of constraint. */
  WeightConstraint value() default WeightConstraint.NONE;

  /** The greatest norm of {@link WeightConstraint#MAX_NORM}, at least 0; 2 unless given. */
  @Within(min = 0)
  double max() default 2;

  /**
   * The axes of the parameter along which norms are taken, for {@link WeightConstraint#MAX_NORM}
   * and {@link WeightConstraint#UNIT_NORM}: one or several that follow on one another, from 0. In a
   * dense kernel of shape {@code (inputs, units)}, axis 0 gives the norm of what each unit reads.
   */
  @Within(min = 0)
  int[] axis() default 0;
}

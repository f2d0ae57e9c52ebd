package dev.cortado.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A penalty that training adds to the loss: {@code l1 · sum(|w|) + l2 · sum(w^2)}, as in Keras (no
 * factor of 1/2).
 */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Regularizer {
  /** The weight of the sum of absolute values, 0 or more. */
  @Within(min = 0)
  double l1() default 0;

  /** The weight of the sum of squares, 0 or more. */
  @Within(min = 0)
  double l2() default 0;
}

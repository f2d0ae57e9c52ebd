package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a network may cost at most. Exceeding it is a compile error that shows the cost of every
 * layer.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Budget {
  /** The greatest number of parameters, trainable and frozen. */
  @Within(min = 1)
  long parameters() default Long.MAX_VALUE;

  /** The greatest number of multiply-adds for one prediction. */
  @Within(min = 1)
  long macs() default Long.MAX_VALUE;

  /** The greatest number of bytes that the parameters and the buffers of one prediction take. */
  @Within(min = 1)
  long bytes() default Long.MAX_VALUE;
}

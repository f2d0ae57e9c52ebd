package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The range of numbers that an attribute accepts. The compiler reads it from the attribute's
 * declaration, so that a layer states its limits where it states its attributes; on an array it
 * holds for each element.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Within {
  /** The least value. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The greatest value. */
  double max() default Double.POSITIVE_INFINITY;

  /** A value that must not be reached. */
  double below() default Double.POSITIVE_INFINITY;
}

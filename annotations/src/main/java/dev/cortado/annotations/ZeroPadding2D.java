package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Puts zeros around a picture of shape {@code (height, width, channels)}. */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ZeroPadding2D {
  /**
   * How many rows and columns: one number for all sides, two for {@code {above and below, left and
   * right}}, or four for {@code {above, below, left, right}}.
   */
  @Within(min = 0)
  int[] value() default 1;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

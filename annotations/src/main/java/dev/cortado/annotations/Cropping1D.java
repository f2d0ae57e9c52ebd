package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Cuts off the ends of a sequence of shape {@code (steps, channels)}; something must be left. */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Cropping1D {
  /** How many steps: one number for both ends, or two for {@code {before, after}}. */
  @Within(min = 0)
  int[] value() default 1;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

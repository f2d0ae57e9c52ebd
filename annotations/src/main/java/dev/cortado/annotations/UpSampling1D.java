package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Repeats the steps of a sequence of shape {@code (steps, channels)}. */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface UpSampling1D {
  /** How often each step is repeated. */
  @Within(min = 1)
  int value() default 2;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

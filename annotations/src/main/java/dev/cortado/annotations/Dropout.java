package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets a random fraction of its input to zero while training and multiplies the rest by {@code 1 /
 * (1 - rate)}; passes its input on unchanged otherwise (Srivastava and others, 2014).
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dropout {
  /** The fraction that is dropped: at least 0, below 1. */
  @Within(min = 0, below = 1)
  double value();

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

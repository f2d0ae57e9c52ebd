package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the steps of a sequence of shape {@code (steps, features)} that only fill it up: those all
 * of whose features are a value. They become zeros, and layers below that honour masks leave them
 * out.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Masking {
  /** What the features of a step that does not count are, each of them. */
  double maskValue() default 0;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

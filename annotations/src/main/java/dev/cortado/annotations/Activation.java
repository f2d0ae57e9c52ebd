package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A layer that applies a function to its input: {@code output = function(input)}, of the same
 * shape.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Activation {
  /** The function. */
  ActivationFunction value();

  /** The parameter of {@code LEAKY_RELU}, {@code ELU} or {@code CELU}; only these take it. */
  double alpha() default Double.NaN;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

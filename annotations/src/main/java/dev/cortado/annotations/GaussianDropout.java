package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Multiplies by normally distributed noise of mean 1 and standard deviation {@code sqrt(rate / (1 -
 * rate))} while training, which is that of dropout; passes its input on unchanged otherwise
 * (Srivastava and others, 2014).
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GaussianDropout {
  /** The fraction that dropout of the same strength would drop: at least 0, below 1. */
  @Within(min = 0, below = 1)
  double value();

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

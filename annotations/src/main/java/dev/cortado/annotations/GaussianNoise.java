package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds normally distributed noise of mean 0 while training; passes its input on unchanged
 * otherwise.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GaussianNoise {
  /** The standard deviation of the noise: at least 0. */
  @Within(min = 0)
  double value();

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

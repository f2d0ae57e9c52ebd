package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each vector along the last axis divided by the root of the mean of its squares, then scaled:
 * {@code scale * x / sqrt(mean(x^2) + epsilon)}, where {@code scale} has one value for each element
 * (Zhang and Sennrich, 2019).
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface RMSNormalization {
  /** What is added to the mean of squares, so that nothing is divided by zero: positive. */
  @Within(min = 1e-12)
  double epsilon() default 1e-6;

  /** Whether training leaves this layer's parameters as they are. */
  boolean frozen() default false;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

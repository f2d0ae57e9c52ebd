package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout of whole channels of a sequence of shape {@code (steps, channels)}: while training, a
 * random fraction of the channels is zero at all steps and the rest is multiplied by {@code 1 / (1
 * - rate)} (Tompson and others, 2015).
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SpatialDropout1D {
  /** The fraction that is dropped: at least 0, below 1. */
  @Within(min = 0, below = 1)
  double value();

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Each vector along an axis divided by its length, or by {@code 1e-6} where it is shorter. */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface UnitNormalization {
  /** The axis of one sample's shape, from 0; negative axes count from the last, -1. */
  int axis() default -1;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

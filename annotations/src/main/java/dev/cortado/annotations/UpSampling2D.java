package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a picture of shape {@code (height, width, channels)} larger. */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface UpSampling2D {
  /** How many times as many rows and columns there are: one number for both, or two. */
  @Within(min = 1)
  int[] value() default 2;

  /** Whether places are repeated, or the means of neighbours lie between them. */
  Interpolation interpolation() default Interpolation.NEAREST;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

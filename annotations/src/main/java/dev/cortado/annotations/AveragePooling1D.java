package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean under each position of a window that moves over a sequence of shape {@code (steps,
 * channels)}, channel by channel. What lies beyond the borders does not count.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AveragePooling1D {
  /** The size of the window; at least 1. */
  @Within(min = 1)
  int poolSize() default 2;

  /** How far the window moves; 0, the default, stands for the size of the window. */
  @Within(min = 0)
  int strides() default 0;

  /** What is done at the borders. */
  Padding padding() default Padding.VALID;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

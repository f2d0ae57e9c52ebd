package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The greatest number under each position of a window that moves over a picture of shape {@code
 * (height, width, channels)}, channel by channel. Where several are greatest, the gradient goes to
 * the first.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MaxPooling2D {
  /** The height and the width of the window, or one number for both; each at least 1. */
  @Within(min = 1)
  int[] poolSize() default 2;

  /**
   * How far the window moves down and to the right, or one number for both; 0, the default, stands
   * for the size of the window.
   */
  @Within(min = 0)
  int[] strides() default 0;

  /** What is done at the borders. */
  Padding padding() default Padding.VALID;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

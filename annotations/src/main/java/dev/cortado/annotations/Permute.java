package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Another order of the axes. */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Permute {
  /**
   * For each axis of the result the axis of one sample's input that it is, from 0: {@code {1, 0}}
   * transposes. Keras counts these from 1.
   */
  int[] value();

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives its input another shape of the same size, in row-major order. */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Reshape {
  /** The new shape: positive sizes, of which one may be -1 and is then computed from the others. */
  @Within(min = -1)
  int[] value();

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

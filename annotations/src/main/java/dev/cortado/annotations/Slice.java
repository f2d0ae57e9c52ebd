package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A part of a value: {@code size} indices along each axis, from {@code begin} on. Keras has it as
 * {@code ops.slice} and as Python's brackets.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Slice {
  /** For each axis of one sample's shape the first index, from 0. */
  @Within(min = 0)
  int[] begin();

  /** For each axis how many indices: at least 1, or -1 for all from {@code begin} on. */
  @Within(min = -1)
  int[] size();

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

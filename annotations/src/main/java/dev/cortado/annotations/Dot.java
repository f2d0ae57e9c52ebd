package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sums of products of two layers along an axis of each. The result has the other axes of the
 * first layer, then those of the second; of two layers of one axis, it is a single value.
 */
@Documented
@LayerType(LayerType.Arity.TWO)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dot {
  /** The names of two layers. */
  String[] value();

  /**
   * The axes of one sample's shape that are summed over: that of the first layer and that of the
   * second, or one number for both. From 0; negative axes count from the last, -1.
   */
  int[] axes();

  /** Whether vectors along the axes are divided by their lengths: the result is their cosines. */
  boolean normalize() default false;
}

package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A vector several times: {@code (n)} becomes {@code (times, n)}. */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface RepeatVector {
  /** How often: at least 1. */
  @Within(min = 1)
  int value();

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

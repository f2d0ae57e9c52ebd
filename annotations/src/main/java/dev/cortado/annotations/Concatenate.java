package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Layers one after another along an axis; all their other sizes must agree. */
@Documented
@LayerType(LayerType.Arity.MANY)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Concatenate {
  /** The names of two or more layers. */
  String[] value();

  /** The axis of one sample's shape, from 0; negative axes count from the last, -1. */
  int axis() default -1;
}

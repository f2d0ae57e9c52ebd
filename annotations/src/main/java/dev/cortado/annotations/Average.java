package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The mean of layers of the same shape, element by element. */
@Documented
@LayerType(LayerType.Arity.MANY)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Average {
  /** The names of two or more layers. */
  String[] value();
}

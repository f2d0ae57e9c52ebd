package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The first of two layers of the same shape less the second, element by element. */
@Documented
@LayerType(LayerType.Arity.TWO)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Subtract {
  /** The names of two layers. */
  String[] value();
}

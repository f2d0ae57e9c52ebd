package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The greatest of layers of the same shape, element by element. Of layers that tie, the first named
 * receives the gradient, as in TensorFlow.
 */
@Documented
@LayerType(LayerType.Arity.MANY)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Maximum {
  /** The names of two or more layers. */
  String[] value();
}

package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The greatest number of each channel of a sequence of shape {@code (steps, channels)}: a result of
 * shape {@code (channels)}. Where several are greatest, the gradient goes to the first.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GlobalMaxPooling1D {
  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

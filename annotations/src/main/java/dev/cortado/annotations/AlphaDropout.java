package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout for networks of SELU: while training, a random fraction is set to {@code -1.7581}, the
 * least value of SELU, and everything is scaled and shifted so that mean 0 and variance 1 stay;
 * passes its input on unchanged otherwise (Klambauer and others, 2017).
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AlphaDropout {
  /** The fraction that is dropped: at least 0, below 1. */
  @Within(min = 0, below = 1)
  double value();

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

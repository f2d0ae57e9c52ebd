package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a layer compute with the parameters of another, beside the annotation that says what kind of
 * layer it is. Both are of the same kind, and their parameters of the same shapes; the gradient of
 * a parameter is the sum over both. Initializers, penalties and the like are those of the other
 * layer.
 *
 * <pre>{@code
 * @Use(value = Tower.class, input = "one")                             Layer left();
 * @Use(value = Tower.class, input = "other") @SharedWeights("left")    Layer right();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SharedWeights {
  /** The name of a layer above. */
  String value();
}

package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sequence of shape {@code (steps, size)} plus a parameter of the same shape, {@code
 * position_embeddings}: a learnt vector for each step.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PositionEmbedding {
  /** How the first vectors are drawn. */
  Init initializer() default @Init(Initializer.GLOROT_UNIFORM);

  /** Whether training leaves the vectors as they are. */
  boolean frozen() default false;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an annotation that declares a kind of layer, and says how many layers it takes. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface LayerType {
  /** How many layers feed a layer of this kind. */
  Arity value();

  /** How many layers feed a layer. */
  enum Arity {
    /** None: the layer is fed by the caller. */
    NONE,
    /**
     * One: the layer above, or the one that the attribute {@code input} names; and those that
     * attributes marked {@link FurtherInput} name.
     */
    ONE,
    /** One or more, which the attribute {@code input} names; the layer above unless given. */
    SOME,
    /** Two, which the attribute {@code value} names. */
    TWO,
    /** Two or more, which the attribute {@code value} names. */
    MANY
  }
}

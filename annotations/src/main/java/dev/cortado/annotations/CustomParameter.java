package dev.cortado.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A parameter of a {@link Custom} layer. */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface CustomParameter {
  /** Its name within the layer, for files and tables: a letter, then letters, digits and _. */
  String name();

  /** Its shape. */
  @Within(min = 1)
  int[] shape();

  /** How its first values are drawn. */
  Init initializer() default @Init(Initializer.ZEROS);
}

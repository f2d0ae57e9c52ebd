package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sequence of shape {@code (steps, size)} plus a fixed vector for each step: sines of the step's
 * number at even places and cosines at odd ones, of wavelengths from 2π up to {@code 2π ·
 * maxWavelength} (Vaswani and others, "Attention is all you need", 2017).
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SinePositionEncoding {
  /** The longest wavelength, in units of 2π: at least 1. */
  @Within(min = 1)
  double maxWavelength() default 10000;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

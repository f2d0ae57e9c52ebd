package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Channels, which lie along the last axis, in groups of neighbours: each group of a sample, over
 * all positions, less its mean, divided by its standard deviation, then scaled and shifted by
 * channel: {@code gamma * (x - mean) / sqrt(variance + epsilon) + beta} (Wu and He, 2018).
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GroupNormalization {
  /** How many groups there are: a divisor of the number of channels, or -1 for one each. */
  @Within(min = -1)
  int groups() default 32;

  /** What is added to the variance, so that nothing is divided by zero: positive. */
  @Within(min = 1e-12)
  double epsilon() default 1e-3;

  /** Whether {@code beta} is added. */
  boolean center() default true;

  /** Whether the result is multiplied by {@code gamma}. */
  boolean scale() default true;

  /** How the first values of {@code gamma} are drawn. */
  Init gammaInitializer() default @Init(Initializer.ONES);

  /** How the first values of {@code beta} are drawn. */
  Init betaInitializer() default @Init(Initializer.ZEROS);

  /** A penalty on {@code gamma}. */
  Regularizer gammaRegularizer() default @Regularizer;

  /** A penalty on {@code beta}. */
  Regularizer betaRegularizer() default @Regularizer;

  /** What training keeps true of {@code gamma}. */
  Constraint gammaConstraint() default @Constraint;

  /** What training keeps true of {@code beta}. */
  Constraint betaConstraint() default @Constraint;

  /** Whether training leaves this layer's parameters as they are. */
  boolean frozen() default false;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

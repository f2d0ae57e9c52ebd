package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each vector along the last axis, or all numbers along several axes, less their mean, divided by
 * their standard deviation, then scaled and shifted: {@code gamma * (x - mean) / sqrt(variance +
 * epsilon) + beta}, where {@code gamma} and {@code beta} have one value for each index of the axes
 * (Ba and others, 2016).
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LayerNormalization {
  /**
   * The axes of one sample's shape, from 0; negative axes count from the last, -1. The parameters
   * have the sizes of these axes, in ascending order.
   */
  int[] axis() default -1;

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

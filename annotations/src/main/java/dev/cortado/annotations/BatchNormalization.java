package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each channel, which lies along the last axis unless {@link #axis} is another, less its mean and
 * divided by its standard deviation, then scaled and shifted: {@code gamma * (x - mean) /
 * sqrt(variance + epsilon) + beta} (Ioffe and Szegedy, 2015). In training mean and variance are
 * those of the batch, over samples and positions; in predictions, and in training where the layer
 * is frozen, they are moving averages of those that training has seen.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BatchNormalization {
  /** The axis of one sample's shape, from 0; negative axes count from the last, -1. */
  int axis() default -1;

  /** Which part of the moving averages a step of training keeps: at least 0, at most 1. */
  @Within(min = 0, max = 1)
  double momentum() default 0.99;

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

  /**
   * Whether training leaves this layer's parameters and moving averages as they are; it then uses
   * the moving averages.
   */
  boolean frozen() default false;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

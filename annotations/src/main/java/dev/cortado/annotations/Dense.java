package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer: {@code output = activation(input · kernel + bias)}, with {@code kernel}
 * of shape {@code (inputs, units)} and {@code bias} of shape {@code (units)}. An input of more than
 * one dimension, {@code (..., n)}, is mapped along its last axis to {@code (..., units)}, as in
 * Keras.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dense {
  /** The number of outputs, at least 1. */
  @Within(min = 1)
  int units();

  /** What is applied to the result. */
  ActivationFunction activation() default ActivationFunction.LINEAR;

  /** The parameter of {@code LEAKY_RELU}, {@code ELU} or {@code CELU}; only these take it. */
  double alpha() default Double.NaN;

  /** Whether a bias is added. */
  boolean useBias() default true;

  /** How the kernel's first values are drawn. */
  Init kernelInitializer() default @Init(Initializer.GLOROT_UNIFORM);

  /** How the bias's first values are drawn. */
  Init biasInitializer() default @Init(Initializer.ZEROS);

  /** A penalty on the kernel. */
  Regularizer kernelRegularizer() default @Regularizer;

  /** A penalty on the bias. */
  Regularizer biasRegularizer() default @Regularizer;

  /** What training keeps true of the kernel. */
  Constraint kernelConstraint() default @Constraint;

  /** What training keeps true of the bias. */
  Constraint biasConstraint() default @Constraint;

  /** Whether training leaves this layer's parameters as they are. */
  boolean frozen() default false;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

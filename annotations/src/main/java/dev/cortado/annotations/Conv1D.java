package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution of a sequence of shape {@code (steps, channels)}: {@code output = activation(input
 * * kernel + bias)}, of shape {@code (steps, filters)}, with {@code kernel} of shape {@code (size,
 * channels / groups, filters)} and {@code bias} of shape {@code (filters)}.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Conv1D {
  /** The number of filters, at least 1; a multiple of {@link #groups}. */
  @Within(min = 1)
  int filters();

  /** The size of the kernel, at least 1. */
  @Within(min = 1)
  int kernelSize();

  /** How far the kernel moves. */
  @Within(min = 1)
  int strides() default 1;

  /** What is done at the borders. */
  Padding padding() default Padding.VALID;

  /** How far apart the elements of the kernel lie; above 1 only where {@link #strides} is 1. */
  @Within(min = 1)
  int dilationRate() default 1;

  /**
   * Into how many groups channels and filters are divided: group n of the filters sees group n of
   * the channels.
   */
  @Within(min = 1)
  int groups() default 1;

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

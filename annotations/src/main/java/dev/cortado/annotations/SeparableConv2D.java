package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution of each channel of a picture of shape {@code (height, width, channels)} on its own,
 * and then a mix of the channels at each place: {@code output = activation((input * depthwise) ·
 * pointwise + bias)}, of shape {@code (rows, columns, filters)}, with {@code depthwise_kernel} of
 * shape {@code (height, width, channels, depthMultiplier)} and {@code pointwise_kernel} of shape
 * {@code (1, 1, channels * depthMultiplier, filters)}.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SeparableConv2D {
  /** The number of filters, at least 1. */
  @Within(min = 1)
  int filters();

  /** The height and the width of the kernel, or one number for both; each at least 1. */
  @Within(min = 1)
  int[] kernelSize();

  /** How far the kernel moves down and to the right, or one number for both. */
  @Within(min = 1)
  int[] strides() default 1;

  /** What is done at the borders. */
  Padding padding() default Padding.VALID;

  /**
   * How far apart the elements of the kernel lie down and to the right, or one number for both;
   * above 1 only where {@link #strides} is 1.
   */
  @Within(min = 1)
  int[] dilationRate() default 1;

  /** How many results each channel gives, at least 1. */
  @Within(min = 1)
  int depthMultiplier() default 1;

  /** What is applied to the result. */
  ActivationFunction activation() default ActivationFunction.LINEAR;

  /** The parameter of {@code LEAKY_RELU}, {@code ELU} or {@code CELU}; only these take it. */
  double alpha() default Double.NaN;

  /** Whether a bias is added. */
  boolean useBias() default true;

  /** How the first values of the kernel that works on each channel are drawn. */
  Init depthwiseInitializer() default @Init(Initializer.GLOROT_UNIFORM);

  /** How the first values of the kernel that mixes channels are drawn. */
  Init pointwiseInitializer() default @Init(Initializer.GLOROT_UNIFORM);

  /** How the bias's first values are drawn. */
  Init biasInitializer() default @Init(Initializer.ZEROS);

  /** A penalty on the kernel that works on each channel. */
  Regularizer depthwiseRegularizer() default @Regularizer;

  /** A penalty on the kernel that mixes channels. */
  Regularizer pointwiseRegularizer() default @Regularizer;

  /** A penalty on the bias. */
  Regularizer biasRegularizer() default @Regularizer;

  /** What training keeps true of the kernel that works on each channel. */
  Constraint depthwiseConstraint() default @Constraint;

  /** What training keeps true of the kernel that mixes channels. */
  Constraint pointwiseConstraint() default @Constraint;

  /** What training keeps true of the bias. */
  Constraint biasConstraint() default @Constraint;

  /** Whether training leaves this layer's parameters as they are. */
  boolean frozen() default false;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

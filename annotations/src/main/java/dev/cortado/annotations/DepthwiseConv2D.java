package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution of each channel of a picture of shape {@code (height, width, channels)} on its own:
 * a result of shape {@code (rows, columns, channels * depthMultiplier)}, in which the results of a
 * channel follow each other, with {@code kernel} of shape {@code (height, width, channels,
 * depthMultiplier)} and {@code bias}.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface DepthwiseConv2D {
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

  /** How the kernel's first values are drawn. */
  Init depthwiseInitializer() default @Init(Initializer.GLOROT_UNIFORM);

  /** How the bias's first values are drawn. */
  Init biasInitializer() default @Init(Initializer.ZEROS);

  /** A penalty on the kernel. */
  Regularizer depthwiseRegularizer() default @Regularizer;

  /** A penalty on the bias. */
  Regularizer biasRegularizer() default @Regularizer;

  /** What training keeps true of the kernel. */
  Constraint depthwiseConstraint() default @Constraint;

  /** What training keeps true of the bias. */
  Constraint biasConstraint() default @Constraint;

  /** Whether training leaves this layer's parameters as they are. */
  boolean frozen() default false;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

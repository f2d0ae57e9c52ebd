package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A transposed convolution of an input of shape {@code (rows, columns, channels)}: each of its
 * places adds its multiple of the kernel to a picture of shape {@code (height, width, filters)}, as
 * the gradient of a convolution does. {@code kernel} has the shape {@code (height, width, filters,
 * channels)}. With {@code SAME} the picture is as large as the input times the strides; with {@code
 * VALID} it holds all that is added.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Conv2DTranspose {
  /** The number of filters, at least 1. */
  @Within(min = 1)
  int filters();

  /** The height and the width of the kernel, or one number for both; each at least 1. */
  @Within(min = 1)
  int[] kernelSize();

  /** How far apart the kernels of neighbouring places lie, or one number for both. */
  @Within(min = 1)
  int[] strides() default 1;

  /** Whether what lies beyond the borders is cut off. */
  Padding padding() default Padding.VALID;

  /**
   * How much larger the picture is, down and to the right, than the least that {@link #padding} has
   * it, or one number for both; below the strides. The least is {@code (n - 1) · stride + span}
   * with {@code VALID}, where n is the size of the input and span that of the dilated kernel, and
   * with {@code SAME} {@code (n - 1) · stride} plus 1 where the span is odd. Unless given, -1, the
   * size is what {@link #padding} says.
   */
  @Within(min = -1)
  int[] outputPadding() default -1;

  /**
   * How far apart the elements of the kernel lie down and to the right, or one number for both;
   * above 1 only where {@link #strides} is 1.
   */
  @Within(min = 1)
  int[] dilationRate() default 1;

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

package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Attention of several heads (Vaswani and others, "Attention is all you need", 2017): each step of
 * a sequence, the query, takes what it needs from the steps of another, or of itself. The query has
 * the shape {@code (steps, size)}, and so has the output. Each head maps the query and the keys to
 * vectors of {@code keyDim} numbers and the values to vectors of {@code valueDim}; weighs the
 * values by {@code softmax(query · key / sqrt(keyDim))}; and the sums of all heads, side by side,
 * are mapped back to {@code size} numbers.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MultiHeadAttention {
  /** The number of heads, at least 1. */
  @Within(min = 1)
  int numHeads();

  /** The length of a head's queries and keys, at least 1. */
  @Within(min = 1)
  int keyDim();

  /** The length of a head's values; {@link #keyDim} unless given. */
  @Within(min = 0)
  int valueDim() default 0;

  /** The fraction of weights that is dropped while training: at least 0, below 1. */
  @Within(min = 0, below = 1)
  double dropout() default 0;

  /** Whether a step of the query sees no later steps than its own. */
  boolean useCausalMask() default false;

  /** Whether biases are added to queries, keys, values and the output. */
  boolean useBias() default true;

  /** How the kernels' first values are drawn. */
  Init kernelInitializer() default @Init(Initializer.GLOROT_UNIFORM);

  /** How the biases' first values are drawn. */
  Init biasInitializer() default @Init(Initializer.ZEROS);

  /** A penalty on the kernels. */
  Regularizer kernelRegularizer() default @Regularizer;

  /** A penalty on the biases. */
  Regularizer biasRegularizer() default @Regularizer;

  /** What training keeps true of the kernels. */
  Constraint kernelConstraint() default @Constraint;

  /** What training keeps true of the biases. */
  Constraint biasConstraint() default @Constraint;

  /** Whether training leaves this layer's parameters as they are. */
  boolean frozen() default false;

  /** The name of the layer that is the query; the layer above unless given. */
  String input() default "";

  /** The name of the layer whose steps are weighed; the query unless given: self-attention. */
  @FurtherInput
  String value() default "";

  /** The name of the layer with which the query is compared; the value unless given. */
  @FurtherInput
  String key() default "";
}

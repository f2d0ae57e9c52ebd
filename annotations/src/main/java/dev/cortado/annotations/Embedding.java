package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A vector for each token: the input, of shape {@code (...)}, holds the numbers of rows of {@code
 * embeddings}, a parameter of shape {@code (inputDim, outputDim)}; the output has the shape {@code
 * (..., outputDim)}. A number that is not whole or not below {@code inputDim} ends a prediction or
 * a step of training with an error before weights change.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Embedding {
  /** How many tokens there are, from 0 to {@code inputDim - 1}: at least 1. */
  @Within(min = 1)
  int inputDim();

  /** The length of the vectors, at least 1. */
  @Within(min = 1)
  int outputDim();

  /**
   * Whether token 0 only fills up sequences of shape {@code (steps)}: then layers that honour masks
   * leave its steps out of what they compute.
   */
  boolean maskZero() default false;

  /** How the first vectors are drawn. */
  Init embeddingsInitializer() default @Init(Initializer.UNIFORM);

  /** A penalty on the vectors. */
  Regularizer embeddingsRegularizer() default @Regularizer;

  /** What training keeps true of the vectors. */
  Constraint embeddingsConstraint() default @Constraint;

  /** Whether training leaves the vectors as they are. */
  boolean frozen() default false;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

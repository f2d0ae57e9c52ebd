package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A gated recurrent unit (Cho and others, 2014): reads a sequence of shape {@code (steps,
 * features)} step by step into a state {@code h}, which begins as 0. With {@code [z, r, g] = x ·
 * kernel + bias[0]} and {@code [z', r', g'] = h · recurrent_kernel + bias[1]}: {@code h = Z h + (1
 * - Z) activation(g + R g')}, where {@code Z = gate(z + z')} and {@code R = gate(r + r')}: the
 * reset comes after the product, as Keras's default has it; {@link #resetAfter} chooses. Shapes:
 * {@code kernel (features, 3 units)}, {@code recurrent_kernel (units, 3 units)}, {@code bias (2, 3
 * units)}.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GRU {
  /** The size of a state, at least 1. */
  @Within(min = 1)
  int units();

  /**
   * What is applied to candidates: a function whose derivative follows from its output, which GELU,
   * GELU_TANH, SILU, MISH, HARD_SILU and softmax are not.
   */
  ActivationFunction activation() default ActivationFunction.TANH;

  /** What is applied to gates: a function as for {@link #activation}. */
  ActivationFunction recurrentActivation() default ActivationFunction.SIGMOID;

  /**
   * Whether the reset gate is multiplied with the product of the hidden state, not with the state
   * before the product. If false, {@code g'} is {@code (R h) ·} the last third of {@code
   * recurrent_kernel}, {@code h = Z h + (1 - Z) activation(g + g')}, and there is one bias, {@code
   * (3 units)}, the input's. Keras: {@code reset_after}.
   */
  boolean resetAfter() default true;

  /** Whether a bias is added. */
  boolean useBias() default true;

  /** How the first values of the input's kernel are drawn. */
  Init kernelInitializer() default @Init(Initializer.GLOROT_UNIFORM);

  /** How the first values of the recurrent kernel are drawn. */
  Init recurrentInitializer() default @Init(Initializer.ORTHOGONAL);

  /** How the bias's first values are drawn. */
  Init biasInitializer() default @Init(Initializer.ZEROS);

  /** A penalty on the input's kernel. */
  Regularizer kernelRegularizer() default @Regularizer;

  /** A penalty on the recurrent kernel. */
  Regularizer recurrentRegularizer() default @Regularizer;

  /** A penalty on the bias. */
  Regularizer biasRegularizer() default @Regularizer;

  /** What training keeps true of the input's kernel. */
  Constraint kernelConstraint() default @Constraint;

  /** What training keeps true of the recurrent kernel. */
  Constraint recurrentConstraint() default @Constraint;

  /** What training keeps true of the bias. */
  Constraint biasConstraint() default @Constraint;

  /**
   * The fraction of the hidden state's units that is dropped before the product with the recurrent
   * kernel: at least 0, below 1. While training, the units that are dropped count as 0 there, the
   * same at all steps of a sample, and others times {@code 1 / (1 - recurrentDropout)}. Keras draws
   * a mask of its own for each gate, and only with {@code implementation=1}.
   */
  @Within(min = 0, below = 1)
  double recurrentDropout() default 0;

  /**
   * Whether the layer hands on the hidden state after each step, {@code (steps, units)}, not only
   * the last, {@code (units)}.
   */
  boolean returnSequences() default false;

  /**
   * Whether the state after the last step follows the outputs as a further row, so that the shape
   * is {@code (steps + 1, units)} or {@code (2, units)}: {@link Slice} takes it.
   */
  boolean returnState() default false;

  /** The layer whose {@code units} values are the state before the first step; 0 unless given. */
  @FurtherInput
  String[] initialState() default {};

  /** Whether the sequence is read in both directions, and how the results are merged. */
  Bidirectional bidirectional() default Bidirectional.NO;

  /** Whether the last step is read first; the outputs are then in the order of reading. */
  boolean goBackwards() default false;

  /** Whether training leaves this layer's parameters as they are. */
  boolean frozen() default false;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}

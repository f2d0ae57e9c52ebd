package dev.cortado.annotations;

/**
 * The functions that a layer may apply to its result, element by element unless said otherwise. The
 * formulas are those of Keras 3.
 *
 * <p>{@code alpha} below is the attribute of that name of the layer's annotation.
 */
public enum ActivationFunction {
  /** {@code x}. */
  LINEAR,
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code min(max(x, 0), 6)}. */
  RELU6,
  /** {@code x} where {@code x >= 0}, else {@code alpha · x}; {@code alpha} is 0.2 unless given. */
  LEAKY_RELU,
  /**
   * {@code x} where {@code x >= 0}, else {@code alpha · (exp(x) - 1)}; {@code alpha} is 1 unless
   * given.
   */
  ELU,
  /**
   * {@code scale · elu(x, 1.6732632423543772)} with a scale of 1.0507009873554805: self-normalising
   * networks (Klambauer and others, 2017).
   */
  SELU,
  /** {@code max(x, 0) + min(0, alpha · (exp(x / alpha) - 1))}; {@code alpha} is 1 unless given. */
  CELU,
  /** {@code x/2 · (1 + erf(x / sqrt(2)))}. */
  GELU,
  /**
   * {@code x/2 · (1 + tanh(sqrt(2/pi) · (x + 0.044715 x^3)))}, the approximate form of {@link
   * #GELU}.
   */
  GELU_TANH,
  /** {@code x · sigmoid(x)}, also called swish. */
  SILU,
  /** {@code x · tanh(softplus(x))}. */
  MISH,
  /** {@code log(1 + exp(x))}. */
  SOFTPLUS,
  /** {@code x / (1 + |x|)}. */
  SOFTSIGN,
  /** {@code tanh(x)}. */
  TANH,
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** {@code min(max(x/6 + 1/2, 0), 1)}. */
  HARD_SIGMOID,
  /** {@code x · hardSigmoid(x)}. */
  HARD_SILU,
  /** {@code exp(x)}. */
  EXPONENTIAL,
  /** {@code exp(x) / sum(exp(x))} along the last axis: probabilities that sum to 1. */
  SOFTMAX,
  /** {@code x - log(sum(exp(x)))} along the last axis: logarithms of probabilities. */
  LOG_SOFTMAX
}

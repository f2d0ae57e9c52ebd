package dev.cortado.kernel;

/**
 * The activation functions of recurrent layers, for rows: those whose derivative follows from their
 * output. Parameters have Keras's defaults. All kernels give the same bits.
 */
public enum StepFunction {
  /** {@code x}. */
  LINEAR,
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code tanh(x)}. */
  TANH,
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** {@code exp(x)}. */
  EXPONENTIAL,
  /** {@link Functions#relu6}. */
  RELU6,
  /** {@link Functions#leakyRelu}. */
  LEAKY_RELU,
  /** {@link Functions#elu}. */
  ELU,
  /** {@link Functions#selu}. */
  SELU,
  /** {@link Functions#celu}. */
  CELU,
  /** {@link Functions#softplus}. */
  SOFTPLUS,
  /** {@link Functions#softsign}. */
  SOFTSIGN,
  /** {@link Functions#hardSigmoid}. */
  HARD_SIGMOID;

  /** How many multiply-adds an element is worth. */
  private static final int WORK = 16;

  private static final float LEAK = 0.2f;

  /** {@code to = f(from)} for the first elements of two arrays, which may be the same. */
  void apply(RowKernels rows, float[] from, float[] to, int length) {
    switch (this) {
      case LINEAR -> copy(from, to, length);
      case RELU -> rows.relu(from, to, length);
      case TANH -> rows.tanh(from, to, length);
      case SIGMOID -> rows.sigmoid(from, to, length);
      case EXPONENTIAL -> rows.exp(from, to, length);
      default -> function().forWork((long) WORK * length).apply(from, to, length, alpha());
    }
  }

  /**
   * {@code to = gradient · f'} for the first elements, where {@code f(...) = y}; {@code to} may be
   * {@code gradient}.
   */
  void gradient(RowKernels rows, float[] gradient, float[] y, float[] to, int length) {
    switch (this) {
      case LINEAR -> copy(gradient, to, length);
      case RELU -> rows.reluGradient(gradient, y, to, length);
      case TANH -> tanhGradient(gradient, y, to, length);
      case SIGMOID -> sigmoidGradient(gradient, y, to, length);
      case EXPONENTIAL -> Cell.multiply(gradient, y, to, length);
      default ->
          function().forWork((long) WORK * length).gradient(gradient, y, to, length, alpha());
    }
  }

  private Warming<RowActivation> function() {
    return switch (this) {
      case RELU6 -> Rows.RELU6;
      case LEAKY_RELU -> Rows.LEAKY_RELU;
      case ELU -> Rows.ELU;
      case SELU -> Rows.SELU;
      case CELU -> Rows.CELU;
      case SOFTPLUS -> Rows.SOFTPLUS;
      case SOFTSIGN -> Rows.SOFTSIGN;
      case HARD_SIGMOID -> Rows.HARD_SIGMOID;
      default -> throw new IllegalStateException("no function of rows for " + this);
    };
  }

  private float alpha() {
    return this == LEAKY_RELU ? LEAK : 1;
  }

  private static void copy(float[] from, float[] to, int length) {
    if (from != to) {
      System.arraycopy(from, 0, to, 0, length);
    }
  }

  private static void tanhGradient(float[] gradient, float[] y, float[] to, int length) {
    for (int j = 0; j < length; j++) {
      to[j] = gradient[j] * (1 - y[j] * y[j]);
    }
  }

  private static void sigmoidGradient(float[] gradient, float[] y, float[] to, int length) {
    for (int j = 0; j < length; j++) {
      to[j] = gradient[j] * (y[j] * (1 - y[j]));
    }
  }
}

package dev.cortado.processor.reference;

/**
 * The activation functions, by the definitions in Keras's documentation, each with its derivative.
 * On a corner the derivative is that of the left side, and 0 at the end of a plateau.
 */
public enum ActivationFunction {
  LINEAR,
  RELU,
  RELU6,
  LEAKY_RELU,
  ELU,
  SELU,
  CELU,
  GELU,
  GELU_TANH,
  SILU,
  MISH,
  SOFTPLUS,
  SOFTSIGN,
  TANH,
  SIGMOID,
  HARD_SIGMOID,
  HARD_SILU,
  EXPONENTIAL,
  SOFTMAX,
  LOG_SOFTMAX;

  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;

  /** Whether it works along the last axis, not element by element: see {@link Softmax}. */
  boolean isAlongAxis() {
    return this == SOFTMAX || this == LOG_SOFTMAX;
  }

  /** Whether it has a parameter. */
  boolean takesAlpha() {
    return this == LEAKY_RELU || this == ELU || this == CELU;
  }

  double defaultAlpha() {
    return this == LEAKY_RELU ? 0.2 : 1;
  }

  /** Where its derivative jumps. */
  double[] corners() {
    return switch (this) {
      case RELU, LEAKY_RELU, ELU, SELU -> new double[] {0};
      case RELU6 -> new double[] {0, 6};
      case HARD_SIGMOID, HARD_SILU -> new double[] {-3, 3};
      default -> new double[0];
    };
  }

  /** The function of an element, with its parameter. */
  double of(double x, double alpha) {
    return switch (this) {
      case LINEAR -> x;
      case RELU -> Math.max(x, 0);
      case RELU6 -> Math.min(Math.max(x, 0), 6);
      case LEAKY_RELU -> x >= 0 ? x : alpha * x;
      case ELU -> x >= 0 ? x : alpha * Math.expm1(x);
      case SELU -> SELU_SCALE * (x >= 0 ? x : SELU_ALPHA * Math.expm1(x));
      case CELU -> Math.max(x, 0) + Math.min(0, alpha * Math.expm1(x / alpha));
      case GELU -> x * below(x);
      case GELU_TANH -> x * sigmoid(2 * geluArgument(x));
      case SILU -> x * sigmoid(x);
      case MISH -> x * Math.tanh(softplus(x));
      case SOFTPLUS -> softplus(x);
      case SOFTSIGN -> x / (1 + Math.abs(x));
      case TANH -> Math.tanh(x);
      case SIGMOID -> sigmoid(x);
      case HARD_SIGMOID -> hardSigmoid(x);
      case HARD_SILU -> x * hardSigmoid(x);
      case EXPONENTIAL -> Math.exp(x);
      case SOFTMAX, LOG_SOFTMAX ->
          throw new IllegalStateException(this + " is no function of an element");
    };
  }

  /** Its derivative at an element, with its parameter. */
  double slope(double x, double alpha) {
    return switch (this) {
      case LINEAR -> 1;
      case RELU -> x > 0 ? 1 : 0;
      case RELU6 -> x > 0 && x < 6 ? 1 : 0;
      case LEAKY_RELU -> x > 0 ? 1 : alpha;
      case ELU -> x > 0 ? 1 : alpha * Math.exp(x);
      case SELU -> SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x));
      case CELU -> x > 0 ? 1 : Math.exp(x / alpha);
      case GELU -> below(x) + x * density(x);
      case GELU_TANH -> {
        double t = 2 * geluArgument(x);
        double argumentSlope = 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
        yield sigmoid(t) + x * sigmoid(t) * sigmoid(-t) * argumentSlope;
      }
      case SILU -> sigmoid(x) + x * sigmoid(x) * sigmoid(-x);
      case MISH -> {
        double t = Math.tanh(softplus(x));
        yield t + x * (1 - t * t) * sigmoid(x);
      }
      case SOFTPLUS -> sigmoid(x);
      case SOFTSIGN -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)));
      case TANH -> 1 / (Math.cosh(x) * Math.cosh(x));
      case SIGMOID -> sigmoid(x) * sigmoid(-x);
      case HARD_SIGMOID -> x > -3 && x < 3 ? 1.0 / 6 : 0;
      case HARD_SILU -> x <= -3 ? 0 : x > 3 ? 1 : x / 3 + 0.5;
      case EXPONENTIAL -> Math.exp(x);
      case SOFTMAX, LOG_SOFTMAX ->
          throw new IllegalStateException(this + " is no function of an element");
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double hardSigmoid(double x) {
    return Math.min(Math.max(x / 6 + 0.5, 0), 1);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double geluArgument(double x) {
    return Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
  }

  /**
   * The probability that a standard normal variable lies below a number. Where that is small, by
   * Laplace's continued fraction {@code density(x) / (z + 1 / (z + 2 / (z + ...)))} with {@code z =
   * -x}: there {@code 1 + erf} would keep few digits.
   */
  private static double below(double x) {
    if (x > -3) {
      return (1 + erf(x / Math.sqrt(2))) / 2;
    }
    double fraction = -x;
    for (int n = 300; n > 0; n--) {
      fraction = -x + n / fraction;
    }
    return density(x) / fraction;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /**
   * The error function, by the series {@code 2 / sqrt(pi) · exp(-x²) · Σ 2^n x^(2n+1) / (2n+1)!!},
   * whose terms all have one sign.
   */
  private static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
}

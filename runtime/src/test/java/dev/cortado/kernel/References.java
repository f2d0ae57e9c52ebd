package dev.cortado.kernel;

/**
 * The activation functions once more, in double and by other formulas than the code under test:
 * with the library's log1p, expm1 and tanh, and the error function by its series and continued
 * fraction.
 */
final class References {
  private References() {}

  static double sigmoid(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  static double softsign(double x) {
    return x / (1 + Math.abs(x));
  }

  static double elu(double x, double alpha) {
    return x < 0 ? alpha * StrictMath.expm1(x) : x;
  }

  static double selu(double x) {
    return 1.0507009873554805 * elu(x, 1.6732632423543772);
  }

  static double celu(double x, double alpha) {
    return Math.max(x, 0) + Math.min(0, alpha * StrictMath.expm1(x / alpha));
  }

  static double gelu(double x) {
    return x / 2 * erfc(-x / Math.sqrt(2));
  }

  static double geluSlope(double x) {
    return erfc(-x / Math.sqrt(2)) / 2 + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  static double geluTanh(double x) {
    double a = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
    // 1 + tanh(a), without cancellation where a is negative
    double e = StrictMath.exp(-2 * Math.abs(a));
    return x / 2 * (a < 0 ? 2 * e / (1 + e) : 1 + StrictMath.tanh(a));
  }

  static double silu(double x) {
    return x * sigmoid(x);
  }

  static double siluSlope(double x) {
    double e = StrictMath.exp(-x);
    return (1 + e * (1 + x)) / ((1 + e) * (1 + e));
  }

  static double mish(double x) {
    return x * StrictMath.tanh(softplus(x));
  }

  /** The form in which Misra's paper gives it. */
  static double mishSlope(double x) {
    double e = StrictMath.exp(x);
    double omega = 4 * (x + 1) + 4 * e * e + e * e * e + e * (4 * x + 6);
    double delta = 2 * e + e * e + 2;
    return e * omega / (delta * delta);
  }

  static double hardSigmoid(double x) {
    return Math.min(Math.max(x / 6 + 0.5, 0), 1);
  }

  static double erf(double x) {
    return Math.abs(x) <= 2 ? erfSeries(x) : 1 - erfc(x);
  }

  /** By the Maclaurin series of erf up to 2, beyond by the continued fraction of erfc. */
  static double erfc(double x) {
    if (x < 0) {
      return 2 - erfc(-x);
    }
    if (x <= 2) {
      return 1 - erfSeries(x);
    }
    double fraction = x;
    for (int n = 150; n >= 1; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return StrictMath.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  }

  private static double erfSeries(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 100 && term != 0; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
  }

  static double geluTanhSlope(double x) {
    double linear = 2 * Math.sqrt(2 / Math.PI);
    double cubic = 0.044715 * linear;
    double sigmoid = sigmoid(x * (linear + cubic * x * x));
    return sigmoid + x * (linear + 3 * cubic * x * x) * sigmoid * (1 - sigmoid);
  }
}

package dev.cortado.processor.reference;

import java.util.Arrays;

/** {@code exp(x) / Σ exp(x)} of a vector, and its logarithm, with their derivatives. */
final class Softmax {
  private Softmax() {}

  static double[] softmax(double[] x) {
    return Arrays.stream(logSoftmax(x)).map(Math::exp).toArray();
  }

  static double[] logSoftmax(double[] x) {
    double greatest = Arrays.stream(x).max().orElseThrow();
    double sum = Arrays.stream(x).map(value -> Math.exp(value - greatest)).sum();
    return Arrays.stream(x).map(value -> value - greatest - Math.log(sum)).toArray();
  }

  /** The gradient of x: {@code ∂y_j / ∂x_i = y_j (δ_ij - y_i)}. */
  static double[] softmaxGradient(double[] x, double[] gradient) {
    double[] y = softmax(x);
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        result[i] += gradient[j] * y[j] * ((i == j ? 1 : 0) - y[i]);
      }
    }
    return result;
  }

  /** The gradient of x: {@code ∂y_j / ∂x_i = δ_ij - exp(y_i)}. */
  static double[] logSoftmaxGradient(double[] x, double[] gradient) {
    double[] softmax = softmax(x);
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        result[i] += gradient[j] * ((i == j ? 1 : 0) - softmax[i]);
      }
    }
    return result;
  }
}

package dev.cortado.processor.custom;

import dev.cortado.model.CustomLayer;
import java.util.Arrays;

/**
 * {@code y[k] = scale[k] · x[k mod n] · x[(k + 1) mod n] + shift[k]}, of n inputs and {@value
 * #OUTPUTS} values.
 */
public final class Pairs implements CustomLayer {
  /** How many values there are. */
  public static final int OUTPUTS = 3;

  @Override
  public void forward(float[] x, float[] y, float[] parameters, int from) {
    for (int k = 0; k < OUTPUTS; k++) {
      float pair = x[k % x.length] * x[(k + 1) % x.length];
      y[k] = Math.fma(parameters[from + k], pair, parameters[from + OUTPUTS + k]);
    }
  }

  @Override
  public void backward(
      float[] x, float[] y, float[] yGradient, float[] xGradient, float[] parameters, int from) {
    Arrays.fill(xGradient, 0);
    for (int k = 0; k < OUTPUTS; k++) {
      float outer = yGradient[k] * parameters[from + k];
      xGradient[k % x.length] += outer * x[(k + 1) % x.length];
      xGradient[(k + 1) % x.length] += outer * x[k % x.length];
    }
  }

  @Override
  public void addParameterGradient(
      float[] x, float[] y, float[] yGradient, float[] gradient, float[] parameters, int from) {
    for (int k = 0; k < OUTPUTS; k++) {
      gradient[from + k] += yGradient[k] * x[k % x.length] * x[(k + 1) % x.length];
      gradient[from + OUTPUTS + k] += yGradient[k];
    }
  }
}

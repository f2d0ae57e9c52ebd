package com.example;

import dev.cortado.model.CustomLayer;

/** Each value times a factor of its own. */
public final class Scaling implements CustomLayer {
  @Override
  public void forward(float[] x, float[] y, float[] parameters, int from) {
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * parameters[from + i];
    }
  }

  @Override
  public void backward(
      float[] x, float[] y, float[] yGradient, float[] xGradient, float[] parameters, int from) {
    for (int i = 0; i < x.length; i++) {
      xGradient[i] = yGradient[i] * parameters[from + i];
    }
  }

  @Override
  public void addParameterGradient(
      float[] x, float[] y, float[] yGradient, float[] gradient, float[] parameters, int from) {
    for (int i = 0; i < x.length; i++) {
      gradient[from + i] += yGradient[i] * x[i];
    }
  }
}

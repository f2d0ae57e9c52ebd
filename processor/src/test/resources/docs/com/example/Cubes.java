package com.example;

import dev.cortado.model.CustomOperation;

/** The cube of each value. */
public final class Cubes implements CustomOperation {
  @Override
  public void forward(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * x[i] * x[i];
    }
  }

  @Override
  public void backward(float[] x, float[] y, float[] yGradient, float[] xGradient) {
    for (int i = 0; i < x.length; i++) {
      xGradient[i] = 3 * x[i] * x[i] * yGradient[i];
    }
  }
}

package dev.cortado.processor.custom;

import dev.cortado.model.CustomOperation;

/** {@code y = sin(x)}, element by element. */
public final class Sine implements CustomOperation {
  @Override
  public void forward(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) Math.sin(x[i]);
    }
  }

  @Override
  public void backward(float[] x, float[] y, float[] yGradient, float[] xGradient) {
    for (int i = 0; i < x.length; i++) {
      xGradient[i] = (float) (yGradient[i] * Math.cos(x[i]));
    }
  }
}

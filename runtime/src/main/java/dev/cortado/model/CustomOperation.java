package dev.cortado.model;

/**
 * A layer of your own without parameters, for {@code @Custom}. One instance serves all threads, so
 * it keeps no state; arrays that are not said to be modified are not. {@link GradientCheck} tests
 * {@link #backward}.
 */
public interface CustomOperation {
  /**
   * Computes the value of one sample.
   *
   * @param x the values of the layer that feeds it, in row-major order
   * @param y receives the value: all of it. Modified.
   */
  void forward(float[] x, float[] y);

  /**
   * Computes the gradient of what feeds it, by the chain rule: {@code xGradient[i] = Σ over j of
   * yGradient[j] · ∂y[j]/∂x[i]}.
   *
   * @param x what {@link #forward} was given
   * @param y what it computed
   * @param yGradient the loss's gradient with respect to {@code y}
   * @param xGradient receives that with respect to {@code x}: all of it. Modified.
   */
  void backward(float[] x, float[] y, float[] yGradient, float[] xGradient);
}

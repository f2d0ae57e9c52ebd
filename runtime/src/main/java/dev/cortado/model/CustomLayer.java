package dev.cortado.model;

/**
 * A layer of your own with parameters, for {@code @Custom}. One instance serves all threads, so it
 * keeps no state; arrays that are not said to be modified are not. {@link GradientCheck} tests both
 * gradients.
 *
 * <p>Its parameters lie in an array of all parameters from an index on, in the order in which the
 * annotation names them, each in row-major order.
 */
public interface CustomLayer {
  /**
   * Computes the value of one sample.
   *
   * @param x the values of the layer that feeds it, in row-major order
   * @param y receives the value: all of it. Modified.
   * @param parameters holds its parameters
   * @param from where they begin
   */
  void forward(float[] x, float[] y, float[] parameters, int from);

  /**
   * Computes the gradient of what feeds it, by the chain rule: {@code xGradient[i] = Σ over j of
   * yGradient[j] · ∂y[j]/∂x[i]}.
   *
   * @param x what {@link #forward} was given
   * @param y what it computed
   * @param yGradient the loss's gradient with respect to {@code y}
   * @param xGradient receives that with respect to {@code x}: all of it. Modified.
   * @param parameters holds its parameters
   * @param from where they begin
   */
  void backward(
      float[] x, float[] y, float[] yGradient, float[] xGradient, float[] parameters, int from);

  /**
   * Adds the gradient of its parameters for one sample: {@code gradient[from + k] += Σ over j of
   * yGradient[j] · ∂y[j]/∂parameters[from + k]}.
   *
   * @param x what {@link #forward} was given
   * @param y what it computed
   * @param yGradient the loss's gradient with respect to {@code y}
   * @param gradient holds the sum over the samples before, at the indices of the parameters.
   *     Modified.
   * @param parameters holds its parameters
   * @param from where they begin, in both arrays
   */
  void addParameterGradient(
      float[] x, float[] y, float[] yGradient, float[] gradient, float[] parameters, int from);
}

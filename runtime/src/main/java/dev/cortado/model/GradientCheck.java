package dev.cortado.model;

import dev.cortado.random.Draws;
import java.util.Arrays;

/**
 * Compares the gradients of an operation of your own with differences of its values: for tests.
 * They are those of a random linear function of the value, by the difference of fourth order {@code
 * (8 (f(+h) - f(-h)) - (f(+2h) - f(-2h))) / 12h} with h = 0.01, and may be off by a hundredth, or
 * by a hundredth of themselves where they are greater than 1. Take inputs that are further than
 * 0.02 from a corner, such as the 0 of a rectifier.
 */
public final class GradientCheck {
  private static final float STEP = 0.01f;
  private static final double TOLERANCE = 0.01;

  private final CustomLayer layer;
  private final float[] x;
  private final float[] parameters;
  private final float[] y;
  private final float[] weights;

  private GradientCheck(CustomLayer layer, float[] x, int outputs, float[] parameters) {
    this.layer = layer;
    this.x = x.clone();
    this.parameters = parameters.clone();
    y = new float[outputs];
    weights = new float[outputs];
    Draws draws = new Draws(1);
    for (int j = 0; j < outputs; j++) {
      weights[j] = (float) draws.uniform(0.5, 1.5);
    }
  }

  /**
   * Checks an operation.
   *
   * @param x a sample. Not modified.
   * @param outputs how many values the operation has
   * @throws IllegalStateException where its gradient is wrong; the message says where
   */
  public static void require(CustomOperation operation, float[] x, int outputs) {
    require(
        new CustomLayer() {
          @Override
          public void forward(float[] in, float[] out, float[] parameters, int from) {
            operation.forward(in, out);
          }

          @Override
          public void backward(
              float[] in, float[] out, float[] outer, float[] inner, float[] parameters, int from) {
            operation.backward(in, out, outer, inner);
          }

          @Override
          public void addParameterGradient(
              float[] in, float[] out, float[] outer, float[] sum, float[] parameters, int from) {}
        },
        x,
        outputs,
        new float[0]);
  }

  /**
   * Checks a layer.
   *
   * @param x a sample. Not modified.
   * @param outputs how many values the layer has
   * @param parameters its parameters. Not modified.
   * @throws IllegalStateException where one of its gradients is wrong; the message says where
   */
  public static void require(CustomLayer layer, float[] x, int outputs, float[] parameters) {
    new GradientCheck(layer, x, outputs, parameters).run();
  }

  private void run() {
    layer.forward(x, y, parameters, 0);
    // What is there before does not count
    float[] inner = new float[x.length];
    Arrays.fill(inner, 7);
    layer.backward(x, y.clone(), weights.clone(), inner, parameters, 0);
    compare("x", x, inner, 0);
    float[] sum = new float[parameters.length];
    Arrays.fill(sum, 1);
    layer.forward(x, y, parameters, 0);
    layer.addParameterGradient(x, y.clone(), weights.clone(), sum, parameters, 0);
    compare("the parameters", parameters, sum, 1);
  }

  private void compare(String what, float[] values, float[] found, float before) {
    for (int i = 0; i < values.length; i++) {
      double expected =
          (8 * (at(values, i, STEP) - at(values, i, -STEP))
                  - (at(values, i, 2 * STEP) - at(values, i, -2 * STEP)))
              / (12 * STEP);
      double gradient = (double) found[i] - before;
      if (!(Math.abs(gradient - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
        throw new IllegalStateException(
            "the gradient of value %d of %s is %s, but by central differences it is %.4f"
                .formatted(i, what, gradient, expected));
      }
    }
  }

  /** The linear function of the value, with one of the numbers it depends on moved. */
  private double at(float[] values, int index, float step) {
    float old = values[index];
    values[index] = old + step;
    layer.forward(x, y, parameters, 0);
    values[index] = old;
    double sum = 0;
    for (int j = 0; j < y.length; j++) {
      sum += (double) weights[j] * y[j];
    }
    return sum;
  }
}

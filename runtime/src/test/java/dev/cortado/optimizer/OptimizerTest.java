package dev.cortado.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Optimizers against the formulas of Keras, written again in double, over 100 steps. */
class OptimizerTest {
  private static final int SIZE = 7;
  private static final int STEPS = 100;

  private interface Reference {
    void step(double[] w, double[] g, int t);
  }

  private static void compare(Optimizer optimizer, Reference reference) {
    Optimizer.Run run =
        optimizer.start(
            List.of(new ParameterSpec("a", "kernel", Shape.of(SIZE), 0, true, (s, r, v, o) -> {})));
    Random random = new Random(5);
    float[] actual = new float[SIZE];
    double[] expected = new double[SIZE];
    for (int t = 1; t <= STEPS; t++) {
      float[] gradient = new float[SIZE];
      double[] exact = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        gradient[i] = (float) (random.nextGaussian() * Math.pow(10, i - 4));
        exact[i] = gradient[i];
      }
      run.step(actual, gradient, optimizer.learningRate().at(run.steps()));
      reference.step(expected, exact, t);
      for (int i = 0; i < SIZE; i++) {
        assertEquals(
            expected[i],
            actual[i],
            1e-4 * Math.abs(expected[i]) + 1e-6,
            "step " + t + ", parameter " + i);
      }
    }
    assertEquals(STEPS, run.steps());
  }

  @Test
  void plainSgd() {
    compare(
        Sgd.create(),
        (w, g, t) -> {
          for (int i = 0; i < SIZE; i++) {
            w[i] -= 0.01 * g[i];
          }
        });
  }

  @Test
  void sgdWithMomentum() {
    double[] m = new double[SIZE];
    compare(
        Sgd.create().learningRate(0.02).momentum(0.9),
        (w, g, t) -> {
          for (int i = 0; i < SIZE; i++) {
            m[i] = 0.9 * m[i] - 0.02 * g[i];
            w[i] += m[i];
          }
        });
  }

  @Test
  void sgdWithNesterovsMomentum() {
    double[] m = new double[SIZE];
    compare(
        Sgd.create().momentum(0.8).nesterov(true),
        (w, g, t) -> {
          for (int i = 0; i < SIZE; i++) {
            m[i] = 0.8 * m[i] - 0.01 * g[i];
            w[i] += 0.8 * m[i] - 0.01 * g[i];
          }
        });
  }

  @Test
  void adam() {
    double[] m = new double[SIZE];
    double[] v = new double[SIZE];
    compare(
        Adam.create(),
        (w, g, t) -> {
          double alpha = 0.001 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
          for (int i = 0; i < SIZE; i++) {
            m[i] += (g[i] - m[i]) * (1 - 0.9);
            v[i] += (g[i] * g[i] - v[i]) * (1 - 0.999);
            w[i] -= m[i] * alpha / (Math.sqrt(v[i]) + 1e-7);
          }
        });
  }
}

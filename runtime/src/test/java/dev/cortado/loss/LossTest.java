package dev.cortado.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.model.Blueprint;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Head;
import dev.cortado.model.Layer;
import dev.cortado.model.Shape;
import dev.cortado.model.Workspace;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Losses against the formulas of Keras in double, and their gradients against central differences
 * of those.
 */
class LossTest {

  private interface Formula {
    double of(double[] prediction, double[] target);
  }

  private static Layer output(Head head, int... sizes) {
    return new NoCode(
            Blueprint.of("Net", "")
                .layer("out", "Input", Shape.of(sizes))
                .output("out", head)
                .build())
        .layer("out");
  }

  private static void compare(
      Loss.OutputLoss loss, Formula formula, float[] prediction, float[] target) {
    double[] exact = new double[prediction.length];
    double[] exactTarget = new double[target.length];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = prediction[i];
    }
    for (int i = 0; i < target.length; i++) {
      exactTarget[i] = target[i];
    }
    assertNull(loss.problemWith(target));
    float[] gradient = new float[prediction.length];
    double expected = formula.of(exact, exactTarget);
    assertEquals(
        expected, loss.sample(prediction, target, 3, gradient), 1e-5 * Math.abs(expected) + 1e-6);
    assertEquals(
        expected, loss.sample(prediction, target, 1, null), 1e-5 * Math.abs(expected) + 1e-6);
    for (int i = 0; i < exact.length; i++) {
      double step = 1e-6;
      double old = exact[i];
      exact[i] = old + step;
      double above = formula.of(exact, exactTarget);
      exact[i] = old - step;
      double below = formula.of(exact, exactTarget);
      exact[i] = old;
      double slope = 3 * (above - below) / (2 * step);
      assertEquals(slope, gradient[i], 1e-4 * Math.abs(slope) + 1e-5, "value " + i);
    }
  }

  private static float[] random(Random random, int size, double scale) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * scale);
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 1", "3, 100"})
  void meanSquaredError(int size, double scale) {
    Random random = new Random(size);
    compare(
        Loss.MEAN_SQUARED_ERROR.on(output(Head.NONE, size)),
        (p, t) -> {
          double sum = 0;
          for (int i = 0; i < p.length; i++) {
            sum += (p[i] - t[i]) * (p[i] - t[i]);
          }
          return sum / p.length;
        },
        random(random, size, scale),
        random(random, size, scale));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 3", "6, 40"})
  void binaryCrossentropyOnLogits(int size, double scale) {
    float[] target = new float[size];
    for (int i = 0; i < size; i++) {
      target[i] = i % 3 / 2f;
    }
    compare(
        Loss.BINARY_CROSSENTROPY.on(output(Head.SIGMOID, size)),
        (x, y) -> {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            sum += y[i] * softplus(-x[i]) + (1 - y[i]) * softplus(x[i]);
          }
          return sum / x.length;
        },
        random(new Random(size), size, scale),
        target);
  }

  private static double softplus(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }

  @Test
  void binaryCrossentropyOnProbabilities() {
    compare(
        Loss.BINARY_CROSSENTROPY.on(output(Head.NONE, 3)),
        (p, y) -> {
          double sum = 0;
          for (int i = 0; i < p.length; i++) {
            sum -= y[i] * Math.log(p[i]) + (1 - y[i]) * Math.log(1 - p[i]);
          }
          return sum / p.length;
        },
        new float[] {0.2f, 0.9f, 0.4f},
        new float[] {0, 1, 0.5f});
  }

  private static double categorical(double[] x, double[] y, int classes) {
    double loss = 0;
    for (int from = 0; from < x.length; from += classes) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        greatest = Math.max(greatest, x[from + c]);
      }
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += Math.exp(x[from + c] - greatest);
      }
      for (int c = 0; c < classes; c++) {
        loss -= y[from + c] * (x[from + c] - greatest - Math.log(sum));
      }
    }
    return loss / ((double) x.length / classes);
  }

  @ParameterizedTest
  @CsvSource({"1", "30"})
  void categoricalCrossentropyOnLogits(double scale) {
    float[] target = {0, 1, 0, 0, 0, 1, 0.5f, 0.25f, 0.25f};
    compare(
        Loss.CATEGORICAL_CROSSENTROPY.on(output(Head.SOFTMAX, 3, 3)),
        (x, y) -> categorical(x, y, 3),
        random(new Random(8), 9, scale),
        target);
  }

  @Test
  void sparseCategoricalCrossentropyOnLogits() {
    compare(
        Loss.SPARSE_CATEGORICAL_CROSSENTROPY.on(output(Head.SOFTMAX, 2, 3)),
        (x, y) -> categorical(x, new double[] {0, 0, 1, 1, 0, 0}, 3),
        random(new Random(9), 6, 2),
        new float[] {2, 0});
  }

  @Test
  void categoricalCrossentropyOnProbabilitiesScalesThemToOne() {
    compare(
        Loss.CATEGORICAL_CROSSENTROPY.on(output(Head.NONE, 3)),
        (p, y) -> {
          double sum = p[0] + p[1] + p[2];
          return -(y[0] * Math.log(p[0] / sum)
              + y[1] * Math.log(p[1] / sum)
              + y[2] * Math.log(p[2] / sum));
        },
        new float[] {0.2f, 0.3f, 0.6f},
        new float[] {0, 0.5f, 0.5f});
  }

  @Test
  void saysWhatIsWrongWithATarget() {
    assertEquals(
        "label 3.0 at index 0 is no class from 0 to 2",
        Loss.SPARSE_CATEGORICAL_CROSSENTROPY
            .on(output(Head.SOFTMAX, 3))
            .problemWith(new float[] {3}));
    assertTrue(
        Loss.CATEGORICAL_CROSSENTROPY
            .on(output(Head.SOFTMAX, 3))
            .problemWith(new float[] {1, 1, 0})
            .startsWith("the target's probabilities sum to 2.0, not 1"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> Loss.CATEGORICAL_CROSSENTROPY.on(output(Head.NONE, 1)))
            .getMessage()
            .contains("layer 'out' has the shape (1)"));
  }

  /** A model that is only asked for its layers. */
  private static final class NoCode extends CompiledModel {
    private NoCode(Blueprint blueprint) {
      super(blueprint, new float[0], 0);
    }

    @Override
    public Workspace workspace(int capacity, boolean training) {
      throw new AssertionError("only layers are asked for");
    }

    @Override
    public void forward(Workspace workspace, int samples) {
      throw new AssertionError("only layers are asked for");
    }

    @Override
    public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
      throw new AssertionError("only layers are asked for");
    }

    @Override
    public CompiledModel copy() {
      return this;
    }
  }
}

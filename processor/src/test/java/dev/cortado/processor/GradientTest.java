package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Workspace;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradient that generated code computes, against central differences of what it computes
 * itself: a few networks without any reference. {@link RandomNetworksTest} has the others.
 */
class GradientTest {
  private static final float STEP = 2e-3f;

  static Stream<String> networks() {
    return Stream.of(
        "@Input(3) Layer in(); @Dense(units = 2) Layer out();",
        "@Input(9) Layer in(); @Dense(units = 33, activation = TANH) Layer wide(); @Dense(units = 5) Layer out();",
        "@Input(21) Layer in(); @Dense(units = 18, activation = TANH) Layer a(); @Dense(units = 35, useBias = false) Layer b();",
        "@Input({3, 4}) Layer in(); @Dense(units = 6, activation = TANH) Layer each(); @Flatten Layer flat(); @Dense(units = 2) Layer out();",
        "@Input(6) Layer in(); @Reshape({2, -1}) Layer grid(); @Dense(units = 2, activation = SOFTMAX) Layer out();",
        """
        @Input(4) Layer in();
        @Dense(units = 6, activation = TANH) Layer left();
        @Dense(units = 6, activation = SIGMOID, input = "in") Layer right();
        @Add({"left", "right"}) Layer sum();
        @Multiply({"left", "right", "sum"}) Layer product();
        @Concatenate({"sum", "product", "left"}) Layer all();
        @Activation(SILU) Layer bent();
        @Dense(units = 2) Layer out();
        """,
        """
        @Input({2, 3}) Layer one();
        @Input({2, 2}) Layer two();
        @Concatenate(value = {"one", "two"}, axis = 1) Layer both();
        @Dense(units = 3, activation = TANH) Layer mixed();
        @Output @Dense(units = 2, activation = SIGMOID) Layer first();
        @Output @Dense(units = 4, input = "mixed") Layer second();
        """,
        """
        @Input({5, 3}) Layer in();
        @Dense(units = 4, activation = TANH, input = "in") Layer each();
        @LSTM(units = 5, returnSequences = true, recurrentDropout = 0.4, bidirectional = Bidirectional.CONCAT) Layer both();
        @GRU(units = 7, returnState = true, recurrentDropout = 0.3, goBackwards = true) Layer back();
        @GRU(units = 4, resetAfter = false, returnSequences = true, recurrentDropout = 0.2, bidirectional = Bidirectional.SUM) Layer early();
        @SimpleRNN(units = 3, recurrentDropout = 0.5) Layer out();
        """,
        """
        @Input(4) Layer in();
        @Dense(units = 5, activation = TANH, frozen = true) Layer fixed();
        @Dense(units = 5, activation = TANH) Layer learnt();
        @Add({"fixed", "learnt"}) Layer sum();
        @Multiply({"sum", "sum"}) Layer square();
        @Output @Activation(TANH) Layer squashed();
        @Output @Dense(units = 2, activation = SOFTMAX) Layer out();
        """);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void agreesWithCentralDifferences(String layers) throws Exception {
    Compilation compilation = Compiled.layers(layers);
    assertEquals(
        Compilation.Status.SUCCESS,
        compilation.status(),
        () -> compilation.diagnostics().toString());
    for (int samples : new int[] {1, 6}) {
      check(Compiled.create(compilation, 7), samples, new Random(samples));
    }
  }

  private static void check(CompiledModel model, int samples, Random random) {
    Workspace workspace = model.workspace(samples, true);
    for (int i = 0; i < model.inputs().size(); i++) {
      workspace.input(i, rows(random, samples, model.inputs().get(i).shape().size()), 0, samples);
    }
    // The loss is a random linear function of the outputs, so its gradient is that function's
    // coefficients.
    float[][][] coefficients = new float[model.outputs().size()][][];
    for (int o = 0; o < coefficients.length; o++) {
      coefficients[o] = rows(random, samples, model.outputs().get(o).shape().size());
    }
    model.forwardTraining(workspace, samples);
    for (int o = 0; o < coefficients.length; o++) {
      for (int s = 0; s < samples; s++) {
        System.arraycopy(
            coefficients[o][s], 0, workspace.gradient(o)[s], 0, coefficients[o][s].length);
      }
    }
    float[] gradient = new float[model.trainableCount()];
    Arrays.fill(gradient, Float.NaN);
    model.backward(workspace, samples, new boolean[coefficients.length], gradient);
    float[] parameters = model.parameters();
    for (int p = 0; p < gradient.length; p++) {
      float old = parameters[p];
      parameters[p] = old + STEP;
      double above = loss(model, workspace, coefficients, samples);
      parameters[p] = old - STEP;
      double below = loss(model, workspace, coefficients, samples);
      parameters[p] = old;
      double expected = (above - below) / (2 * STEP);
      assertEquals(
          expected, gradient[p], 2e-3 * Math.max(1, Math.abs(expected)) + 3e-3, "parameter " + p);
    }
  }

  private static double loss(
      CompiledModel model, Workspace workspace, float[][][] coefficients, int samples) {
    model.forwardTraining(workspace, samples);
    double sum = 0;
    for (int o = 0; o < coefficients.length; o++) {
      float[][] values = workspace.layer(model.blueprint().indexOf(model.outputs().get(o).name()));
      for (int s = 0; s < samples; s++) {
        for (int i = 0; i < values[s].length; i++) {
          sum += (double) coefficients[o][s][i] * values[s][i];
        }
      }
    }
    return sum;
  }

  private static float[][] rows(Random random, int rows, int size) {
    float[][] values = new float[rows][size];
    for (float[] row : values) {
      for (int i = 0; i < size; i++) {
        row[i] = (float) random.nextGaussian() * 0.7f;
      }
    }
    return values;
  }
}

package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Workspace;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequences with steps that are masked, and shorter ones without these. */
class MaskingTest {
  private static final int SHORT = 4;
  private static final int LONG = 9;
  private static final int FEATURES = 3;
  private static final float FILLED = -1;

  /** For each sample, the steps that count. */
  private static final int[][] STEPS = {
    {0, 1, 2, 3}, {5, 6, 7, 8}, {0, 3, 4, 8}, {1, 2, 5, 7}, {2, 3, 4, 5}
  };

  private static CompiledModel create(String layers)
      throws ReflectiveOperationException, IOException {
    Compilation compilation = Compiled.layers(layers);
    assertEquals(
        Compilation.Status.SUCCESS,
        compilation.status(),
        () -> compilation.diagnostics().toString());
    return Compiled.create(compilation, 5);
  }

  private static String layers(int steps, String rest) {
    return "@Input({%d, %d}) Layer in(); @Masking(maskValue = -1) Layer masked(); %s @Dense(units = 2) Layer out();"
        .formatted(steps, FEATURES, rest);
  }

  private static float[][] shortSequences() {
    Random random = new Random(6);
    float[][] rows = new float[STEPS.length][SHORT * FEATURES];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
      // One feature alone does not mask a step
      row[4] = FILLED;
    }
    return rows;
  }

  private static float[][] filled(float[][] sequences) {
    float[][] rows = new float[STEPS.length][LONG * FEATURES];
    for (int s = 0; s < rows.length; s++) {
      Arrays.fill(rows[s], FILLED);
      for (int n = 0; n < SHORT; n++) {
        System.arraycopy(sequences[s], n * FEATURES, rows[s], STEPS[s][n] * FEATURES, FEATURES);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@SimpleRNN(units = 5) Layer r();",
        "@LSTM(units = 5) Layer r();",
        "@GRU(units = 5, goBackwards = true) Layer r();",
        "@GRU(units = 35, resetAfter = false, goBackwards = true) Layer r();",
        "@LSTM(units = 5, returnSequences = true, bidirectional = Bidirectional.CONCAT) Layer a();"
            + " @GRU(units = 33, bidirectional = Bidirectional.MUL) Layer r();",
        "@GRU(units = 5, returnSequences = true, goBackwards = true) Layer a();"
            + " @Dense(units = 4, activation = TANH) Layer b(); @Dropout(0.2) Layer d();"
            + " @LSTM(units = 3, returnState = true) Layer c(); @Flatten Layer r();"
      })
  void theSameBitsWithAndWithoutMaskedSteps(String rest)
      throws ReflectiveOperationException, IOException {
    CompiledModel small = create(layers(SHORT, rest));
    CompiledModel large = create(layers(LONG, rest));
    assertArrayEquals(small.parameters(), large.parameters());
    float[][] sequences = shortSequences();
    float[][] filled = filled(sequences);
    for (int s = 0; s < sequences.length; s++) {
      assertArrayEquals(small.predict(sequences[s]), large.predict(filled[s]));
    }
    if (!rest.contains("Dropout")) {
      assertArrayEquals(gradient(small, sequences), gradient(large, filled));
    }
  }

  private static float[] gradient(CompiledModel model, float[][] rows) {
    Workspace workspace = model.workspace(rows.length, true);
    workspace.input(0, rows, 0, rows.length);
    model.forwardTraining(workspace, rows.length);
    for (float[] row : workspace.gradient(0)) {
      Arrays.fill(row, 0.5f);
    }
    float[] gradient = new float[model.trainableCount()];
    model.backward(workspace, rows.length, new boolean[1], gradient);
    return gradient;
  }

  /** A masked step repeats the output before it, which is 0 before the first that counts. */
  @Test
  void maskedStepsRepeatOutputs() throws ReflectiveOperationException, IOException {
    CompiledModel model =
        create(
            """
            @Input({5, 1}) Layer in();
            @Input(1) Layer first();
            @Masking(input = "in") Layer masked();
            @SimpleRNN(units = 1, activation = LINEAR, returnSequences = true, initialState = "first") Layer out();
            """);
    System.arraycopy(new float[] {1, 1, 0}, 0, model.parameters(), 0, 3);
    float[][] sample = {{0, 3, 0, 4, 0}, {10}};
    assertArrayEquals(new float[] {0, 13, 13, 17, 17}, model.layer("out").activations(sample));
    float[][] empty = {new float[5], {10}};
    assertArrayEquals(new float[5], model.layer("out").activations(empty));
  }

  @Test
  void valuesOfMaskedStepsBecomeZero() throws ReflectiveOperationException, IOException {
    CompiledModel model = create("@Input({3, 2}) Layer in(); @Masking(maskValue = 7) Layer out();");
    assertArrayEquals(
        new float[] {7, 1, 0, 0, 2, 3}, model.predict(new float[] {7, 1, 7, 7, 2, 3}));
  }
}

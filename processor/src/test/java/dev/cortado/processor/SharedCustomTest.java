package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Workspace;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operations of a user's own whose layers share their parameters. */
class SharedCustomTest {
  private static final float STEP = 1e-2f;
  private static final float[] SAMPLE = {0.5f, -0.75f, 1.25f};

  private static float sum(CompiledModel model, int changed, float by) {
    model.parameters()[changed] += by;
    float sum = 0;
    for (float value : model.predict(SAMPLE)) {
      sum += value;
    }
    model.parameters()[changed] -= by;
    return sum;
  }

  @Test
  void gradientsOfAllParametersAreSums() throws Exception {
    Compilation compilation =
        Compiled.layers(
            """
            @Input(3) Layer in();
            @Custom(value = dev.cortado.processor.custom.Pairs.class, shape = 3, parameters = {@CustomParameter(name = "by__", shape = 3), @CustomParameter(name = "plus", shape = 3)}) Layer one();
            @SharedWeights("one") @Custom(value = dev.cortado.processor.custom.Pairs.class, shape = 3, parameters = {@CustomParameter(name = "by__", shape = 3), @CustomParameter(name = "plus", shape = 3)}) Layer two();
            """);
    assertEquals(List.of(), compilation.diagnostics());
    CompiledModel model = Compiled.create(compilation, 3);
    assertEquals(6, model.trainableCount());
    for (int i = 0; i < 6; i++) {
      model.parameters()[i] = 0.25f + 0.125f * i;
    }
    Workspace workspace = model.workspace(1, true);
    workspace.input(0, new float[][] {SAMPLE}, 0, 1);
    model.forwardTraining(workspace, 1);
    Arrays.fill(workspace.gradient(0)[0], 1);
    float[] found = new float[6];
    model.backward(workspace, 1, new boolean[] {false}, found);
    for (int i = 0; i < 6; i++) {
      float difference = sum(model, i, STEP) - sum(model, i, -STEP);
      assertEquals(difference / (2 * STEP), found[i], 1e-3 * (1 + Math.abs(found[i])));
    }
  }
}

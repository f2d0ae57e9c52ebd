package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Gradients of inputs through networks that are used, and through what has no derivative. */
class ExplainedPartsTest {
  private static final float STEP = 1e-2f;

  private static CompiledModel network(String layers) throws Exception {
    Compilation compilation =
        Compiled.compile(
            Compiled.OPENING.replace("@Network", "@Network(explain = true)")
                + layers
                + Compiled.CLOSING);
    assertEquals(List.of(), compilation.diagnostics());
    return Compiled.create(compilation, 5);
  }

  private static float[] gradient(CompiledModel model, float[] sample) {
    Workspace workspace = model.explanationWorkspace(1);
    workspace.input(0, new float[][] {sample}, 0, 1);
    model.forward(workspace, 1);
    Arrays.fill(workspace.gradient(0)[0], 1);
    model.inputGradient(workspace, 1, new boolean[] {false});
    return workspace.inputGradient(0)[0].clone();
  }

  private static float sum(CompiledModel model, float[] sample, int changed, float by) {
    float[] other = sample.clone();
    other[changed] += by;
    float sum = 0;
    for (float value : model.predict(other)) {
      sum += value;
    }
    return sum;
  }

  @Test
  void agreesWithCentralDifferencesOfPredictions() throws Exception {
    CompiledModel model =
        network(
            """
            @Network interface Gate extends Model {
              @Input(6) Layer left();
              @Input(6) Layer right();
              @Multiply({"left", "right"}) Layer product();
              @BatchNormalization Layer even();
              @Dropout(0.5) Layer some();
            }
            @Network interface Block extends Model {
              @Input(6) Layer from();
              @Dense(units = 6, activation = TANH) Layer wide();
              @Use(value = Gate.class, input = {"wide", "from"}) Layer gated();
              @Add({"gated", "from"}) Layer sum();
            }
            @Input(6) Layer in();
            @Use(value = Block.class, repeat = 3) Layer blocks();
            @Use(Block.class) Layer last();
            @Dense(units = 2, activation = SIGMOID) Layer out();
            """);
    Random random = new Random(1);
    float[] parameters = model.parameters();
    for (int i = 0; i < parameters.length; i++) {
      // Averages of batches as after some training: variances are above 0
      parameters[i] = i < model.trainableCount() ? parameters[i] : 0.5f + random.nextFloat();
    }
    float[] sample = new float[6];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = random.nextFloat() - 0.5f;
    }
    float[] found = gradient(model, sample);
    for (int i = 0; i < sample.length; i++) {
      float difference = sum(model, sample, i, STEP) - sum(model, sample, i, -STEP);
      assertEquals(difference / (2 * STEP), found[i], 1e-3 * (1 + Math.abs(found[i])));
    }
  }

  @Test
  void tokensHaveNoGradient() throws Exception {
    CompiledModel model =
        network(
            """
            @Network interface Words extends Model {
              @Input(3) Layer tokens();
              @Embedding(inputDim = 5, outputDim = 4) Layer vectors();
              @Flatten Layer flat();
            }
            @Input(3) Layer words();
            @Use(Words.class) Layer read();
            @Dense(units = 2) Layer out();
            """);
    assertArrayEquals(new float[3], gradient(model, new float[] {1, 0, 4}));
  }
}

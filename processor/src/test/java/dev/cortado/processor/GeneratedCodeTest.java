package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Workspace;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What generated code promises beyond its derivatives. */
class GeneratedCodeTest {
  private static final String SEVERAL =
      """
      @Input(12) Layer in();
      @Dense(units = 40, activation = RELU, kernelRegularizer = @Regularizer(l1 = 0.5, l2 = 0.25)) Layer wide();
      @Dropout(0.4) Layer drop();
      @Dense(units = 5, activation = SOFTMAX) Layer out();
      """;

  @Test
  void theSameDeclarationGivesTheSameBytes() throws Exception {
    String[] sources = new String[2];
    for (int i = 0; i < 2; i++) {
      sources[i] =
          Compiled.layers(SEVERAL)
              .generatedSourceFile("test.NetNetwork")
              .orElseThrow()
              .getCharContent(true)
              .toString();
    }
    assertEquals(sources[0], sources[1]);
  }

  /** Compilers that refuse unused variables take generated code, too. */
  @Test
  void rowsThatOnlyTheDerivativeReadsAreNotDeclared() throws Exception {
    String source =
        Compiled.layers(
                """
                @Input({5, 3}) Layer in();
                @LSTM(units = 4) Layer memory();
                @Dense(units = 1) Layer out();
                """)
            .generatedSourceFile("test.NetNetwork")
            .orElseThrow()
            .getCharContent(true)
            .toString();
    assertTrue(source.contains("MEMORY_RECURRENCE.output(memoryTrace, memory, samples);"), source);
    assertFalse(source.contains("memorySumsRow"), source);
  }

  /** A person who writes code for one value writes no loop, nor a call that copies or fills. */
  @Test
  void oneValueTakesNoLoop() throws Exception {
    String source =
        Compiled.layers(
                """
                @Input({1, 1}) Layer in();
                @PositionEmbedding Layer placed();
                @Dense(units = 1, activation = TANH) Layer each();
                @BatchNormalization Layer normal();
                @Multiply({"each", "normal"}) Layer product();
                @Concatenate(value = {"product", "placed"}, axis = 0) Layer two();
                @Cropping1D({0, 1}) Layer first();
                @LSTM(units = 1, bidirectional = Bidirectional.SUM, recurrentDropout = 0.5) Layer memory();
                @Dense(units = 1, activation = SIGMOID) Layer out();
                """)
            .generatedSourceFile("test.NetNetwork")
            .orElseThrow()
            .getCharContent(true)
            .toString();
    assertTrue(source.contains("two[1] = placed[0];"), source);
    assertFalse(source.contains(" < 1; "), source);
    assertFalse(Pattern.compile("arraycopy\\(.*, 1\\);").matcher(source).find(), source);
    assertTrue(source.contains("gradient[OUT_BIAS] = 0f;"), source);
  }

  @Test
  void dropoutDropsInTrainingOnlyAndKeepsTheExpectedValue() throws Exception {
    CompiledModel model =
        Compiled.create(
            Compiled.layers("@Input(20000) Layer in();\n@Dropout(0.4) Layer out();"), 1);
    float[] ones = new float[20000];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, model.predict(ones));
    Workspace workspace = model.workspace(1, true);
    workspace.input(0, new float[][] {ones}, 0, 1);
    workspace.noise(9);
    model.forwardTraining(workspace, 1);
    double sum = 0;
    int dropped = 0;
    for (float value : workspace.layer(1)[0]) {
      assertTrue(value == 0 || Math.abs(value - 1 / 0.6f) < 1e-6, "value " + value);
      sum += value;
      dropped += value == 0 ? 1 : 0;
    }
    assertEquals(0.4, dropped / 20000.0, 0.015);
    assertEquals(1, sum / 20000, 0.025);
  }

  @Test
  void penaltiesFollowTheirFormula() throws Exception {
    CompiledModel model = Compiled.create(Compiled.layers(SEVERAL), 4);
    double expected = 0;
    for (float w : model.layer("wide").parameter("kernel").data) {
      expected += 0.5 * Math.abs(w) + 0.25 * (double) w * w;
    }
    assertEquals(expected, model.penalty(), 1e-5 * expected);
    float[] gradient = new float[model.trainableCount()];
    model.addPenaltyGradient(gradient);
    float w = model.layer("wide").parameter("kernel").data[3];
    assertEquals(0.5 * Math.signum(w) + 0.5 * w, gradient[3], 1e-6);
  }

  /** A loss computed from logits has the gradient that the head's own derivative would give. */
  @Test
  void lossesOnLogitsAgreeWithTheHeadsDerivative() throws Exception {
    CompiledModel model =
        Compiled.create(
            Compiled.layers(
                "@Input(6) Layer in();\n@Dense(units = 4, activation = SOFTMAX) Layer out();"),
            2);
    Loss.OutputLoss loss = Loss.CATEGORICAL_CROSSENTROPY.on(model.layer("out"));
    assertTrue(loss.fromLogits());
    Random random = new Random(3);
    float[][] input = new float[1][6];
    for (int i = 0; i < 6; i++) {
      input[0][i] = (float) random.nextGaussian();
    }
    float[] target = {0, 0, 1, 0};
    Workspace workspace = model.workspace(1, true);
    workspace.input(0, input, 0, 1);
    float[][] gradients = new float[2][model.trainableCount()];
    model.forwardTraining(workspace, 1);
    loss.sample(workspace.logits(0)[0], target, 1, workspace.gradient(0)[0]);
    model.backward(workspace, 1, new boolean[] {true}, gradients[0]);
    float[] probabilities = workspace.layer(1)[0];
    for (int c = 0; c < 4; c++) {
      workspace.gradient(0)[0][c] = -target[c] / probabilities[c];
    }
    model.backward(workspace, 1, new boolean[] {false}, gradients[1]);
    assertArrayEquals(gradients[0], gradients[1], 1e-5f);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "samples",
        "scratch",
        "input",
        "gradient",
        "layer",
        "logits",
        "x0",
        "sums",
        "b",
        "System",
        "Arrays",
        "Math",
        "Functions",
        "Softmax",
        "Dropout",
        "Noise",
        "OUT_KERNEL",
        "_OUT_BIAS",
        "outHead",
        "outSums",
        "trainDrop",
        "forward",
        "backwardOut",
        "Net",
        "$",
        "größe"
      })
  void aLayerMayHaveTheNameOfAnythingInGeneratedCode(String name) {
    Compilation compilation =
        Compiled.layers(
            """
            @Input(30) Layer in();
            @Dense(units = 20, activation = GELU) Layer NAME();
            @Dropout(0.5) Layer drop();
            @Output @Dense(units = 4, input = "NAME", activation = SIGMOID) Layer out();
            @Output @Activation(value = RELU, input = "drop") Layer bent();
            @Output @Activation(value = SOFTMAX, input = "NAME") Layer likely();
            """
                .replace("NAME", name));
    assertEquals(
        Compilation.Status.SUCCESS,
        compilation.status(),
        () -> compilation.diagnostics().toString());
  }

  @Test
  void whatNobodyNeedsIsNotWritten() throws Exception {
    Compilation compilation =
        Compiled.layers(
            """
            @Input(30) Layer in();
            @Dense(units = 20, activation = RELU, frozen = true) Layer fixed();
            @Dense(units = 20) Layer out();
            """);
    String source =
        compilation
            .generatedSourceFile("test.NetNetwork")
            .orElseThrow()
            .getCharContent(true)
            .toString();
    assertTrue(!source.contains("inGradient") && !source.contains("fixedGradient"), source);
    assertTrue(source.contains("∂loss/∂outKernel"), source);
  }

  @Test
  void aSingleProductPredictsWithoutAWorkspace() throws Exception {
    Compilation compilation =
        Compiled.layers("@Input(16) Layer in();\n@Dense(units = 16) Layer out();");
    String source =
        compilation
            .generatedSourceFile("test.NetNetwork")
            .orElseThrow()
            .getCharContent(true)
            .toString();
    String predict = source.substring(source.indexOf("void predict(float[] input"));
    predict = predict.substring(0, predict.indexOf("}"));
    assertTrue(predict.contains("forwardOut(input, output)"), predict);
    assertTrue(!predict.contains("sampleWorkspace"), predict);
  }
}

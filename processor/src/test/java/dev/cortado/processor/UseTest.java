package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Networks that are made of networks compute what the same layers do that are written out. */
class UseTest {
  private static final int SAMPLES = 5;

  private static final String BLOCK =
      """
      @Input({6, 8}) Layer tokens();
      @LayerNormalization Layer normalized();
      @Dense(units = 24, activation = GELU) Layer wide();
      @Dense(units = 8, kernelRegularizer = @Regularizer(l1 = 1e-3, l2 = 1e-2)) Layer narrow();
      @Add({"tokens", "narrow"}) Layer sum();
      """;

  @Test
  void repeatsHaveTheBitsOfLayersWrittenOut() throws Exception {
    StringBuilder flat = new StringBuilder("@Input({6, 8}) Layer words();\n");
    String above = "words";
    for (int i = 0; i < 4; i++) {
      flat.append(
          """
          @LayerNormalization(input = "%2$s") Layer normalized%1$d();
          @Dense(units = 24, activation = GELU) Layer wide%1$d();
          @Dense(units = 8, kernelRegularizer = @Regularizer(l1 = 1e-3, l2 = 1e-2)) Layer narrow%1$d();
          @Add({"%2$s", "narrow%1$d"}) Layer sum%1$d();
          """
              .formatted(i, above));
      above = "sum" + i;
    }
    flat.append("@Flatten Layer row(); @Dense(units = 3) Layer out();");
    CompiledModel nested =
        created(
            Map.of(
                "Block",
                BLOCK,
                "Net",
                """
                @Input({6, 8}) Layer words();
                @Use(value = Block.class, repeat = 3) Layer blocks();
                @Use(Block.class) Layer last();
                @Flatten Layer row();
                @Dense(units = 3) Layer out();
                """));
    assertSameBits(created(Map.of("Net", flat.toString())), nested);
  }

  /** Both sides of the tower, whose weights are the same, add to their gradient. */
  @Test
  void gradientsOfSharedWeightsAreSums() throws Exception {
    String siamese =
        """
        @Input(9) Layer one();
        @Input(9) Layer other();
        @Use(value = Tower.class, input = "one") Layer left();
        @Use(value = Tower.class, input = "other") %s Layer right();
        @Dense(units = 4, input = "left") Layer leftEnd();
        @Dense(units = 4, input = "right") %s Layer rightEnd();
        @Subtract({"leftEnd", "rightEnd"}) Layer difference();
        """;
    String tower = "@Input(9) Layer in(); @Dense(units = 12, activation = TANH) Layer out();";
    CompiledModel shared =
        created(
            Map.of(
                "Tower",
                tower,
                "Net",
                siamese.formatted("@SharedWeights(\"left\")", "@SharedWeights(\"leftEnd\")")));
    CompiledModel apart = created(Map.of("Tower", tower, "Net", siamese.formatted("", "")));
    int tail = shared.layer("leftEnd").parameterCount();
    int head = shared.layer("left/out").parameterCount();
    assertEquals(head + tail, shared.parameterCount());
    assertEquals(2 * (head + tail), apart.parameterCount());
    float[] weights = shared.parameters();
    System.arraycopy(weights, 0, apart.parameters(), 0, head);
    System.arraycopy(weights, 0, apart.parameters(), head, head);
    System.arraycopy(weights, head, apart.parameters(), 2 * head, tail);
    System.arraycopy(weights, head, apart.parameters(), 2 * head + tail, tail);
    float[][][] rows = rows(shared, new Random(5));
    assertArrayEquals(apart.predictAll(rows), shared.predictAll(rows));
    float[] twice = gradient(apart, rows);
    float[] sums = new float[head + tail];
    for (int i = 0; i < head; i++) {
      sums[i] = twice[i] + twice[head + i];
    }
    for (int i = 0; i < tail; i++) {
      sums[head + i] = twice[2 * head + i] + twice[2 * head + tail + i];
    }
    assertArrayEquals(sums, gradient(shared, rows));
    assertEquals(
        List.of("left/out/kernel", "left/out/bias", "leftEnd/kernel", "leftEnd/bias"),
        shared.blueprint().parameters().stream().map(ParameterSpec::path).toList());
    assertArrayEquals(
        shared.layer("left/out").parameter("kernel").data,
        shared.layer("right/out").parameter("kernel").data);
  }

  /** A network from interfaces whose layers are given by name. */
  private static CompiledModel created(Map<String, String> layers) throws Exception {
    return Compiled.create(compiled(layers), 1);
  }

  private static Compilation compiled(Map<String, String> layers) {
    Map<String, String> declarations = new LinkedHashMap<>();
    layers.forEach(
        (name, text) ->
            declarations.put(
                name, "@Network public interface " + name + " extends Model {\n" + text + "}\n"));
    Compilation compilation = Compiled.compile(declarations);
    assertEquals(List.of(), compilation.diagnostics());
    return compilation;
  }

  /** Compares predictions, gradients and penalties of networks whose parameters lie alike. */
  private static void assertSameBits(CompiledModel flat, CompiledModel nested) {
    assertEquals(flat.parameterCount(), nested.parameterCount());
    assertEquals(flat.trainableCount(), nested.trainableCount());
    Random random = new Random(7);
    for (int i = 0; i < flat.parameterCount(); i++) {
      flat.parameters()[i] = 0.2f * (float) random.nextGaussian();
    }
    System.arraycopy(flat.parameters(), 0, nested.parameters(), 0, flat.parameterCount());
    float[][][] rows = rows(flat, random);
    assertArrayEquals(flat.predictAll(rows), nested.predictAll(rows));
    if (rows.length == 1) {
      assertArrayEquals(flat.predict(rows[0][1]), nested.predict(rows[0][1]));
    }
    assertArrayEquals(gradient(flat, rows), gradient(nested, rows));
    assertEquals(flat.penalty(), nested.penalty());
  }

  private static float[][][] rows(CompiledModel model, Random random) {
    float[][][] rows = new float[model.inputs().size()][SAMPLES][];
    for (int input = 0; input < rows.length; input++) {
      for (int s = 0; s < SAMPLES; s++) {
        rows[input][s] = new float[model.inputs().get(input).shape().size()];
        for (int j = 0; j < rows[input][s].length; j++) {
          rows[input][s][j] = (float) random.nextGaussian();
        }
      }
    }
    return rows;
  }

  private static float[] gradient(CompiledModel model, float[][][] rows) {
    Workspace workspace = model.workspace(8, true);
    for (int i = 0; i < rows.length; i++) {
      workspace.input(i, rows[i], 0, SAMPLES);
    }
    model.forwardTraining(workspace, SAMPLES);
    Random random = new Random(3);
    for (float[] row : workspace.gradient(0)) {
      for (int j = 0; j < row.length; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    float[] gradient = new float[model.trainableCount()];
    model.backward(workspace, SAMPLES, new boolean[1], gradient);
    model.addPenaltyGradient(gradient);
    model.updateAverages(workspace);
    return gradient;
  }

  static List<String> names(CompiledModel model) {
    return model.layers().stream().map(Layer::name).toList();
  }
}

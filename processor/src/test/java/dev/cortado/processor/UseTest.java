package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import dev.cortado.model.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Networks that are made of networks compute what the same layers do that are written out. */
class UseTest {
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
    float[][][] rows = new float[flat.inputs().size()][5][];
    for (int input = 0; input < rows.length; input++) {
      for (int s = 0; s < 5; s++) {
        rows[input][s] = new float[flat.inputs().get(input).shape().size()];
        for (int j = 0; j < rows[input][s].length; j++) {
          rows[input][s][j] = (float) random.nextGaussian();
        }
      }
    }
    assertArrayEquals(flat.predictAll(rows), nested.predictAll(rows));
    if (rows.length == 1) {
      assertArrayEquals(flat.predict(rows[0][1]), nested.predict(rows[0][1]));
    }
    assertArrayEquals(gradient(flat, rows), gradient(nested, rows));
    assertEquals(flat.penalty(), nested.penalty());
  }

  private static float[] gradient(CompiledModel model, float[][][] rows) {
    Workspace workspace = model.workspace(8, true);
    for (int i = 0; i < rows.length; i++) {
      workspace.input(i, rows[i], 0, 5);
    }
    model.forwardTraining(workspace, 5);
    Random random = new Random(3);
    for (float[] row : workspace.gradient(0)) {
      for (int j = 0; j < row.length; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    float[] gradient = new float[model.trainableCount()];
    model.backward(workspace, 5, new boolean[1], gradient);
    model.addPenaltyGradient(gradient);
    model.updateAverages(workspace);
    return gradient;
  }

  static List<String> names(CompiledModel model) {
    return model.layers().stream().map(Layer::name).toList();
  }
}

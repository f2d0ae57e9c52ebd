package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.cortado.io.Safetensors;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Workspace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that are made of networks compute what the same layers do that are written out. */
class UseTest {
  static final int SAMPLES = 5;

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

  /** The code of a network grows with its distinct layers: 24 blocks take as much as two. */
  @Test
  void codeDoesNotGrowWithDepth() throws Exception {
    String net =
        """
        @Input({6, 8}) Layer words();
        @Use(value = Block.class, repeat = %d) Layer blocks();
        @Dense(units = 3) Layer out();
        """;
    long two = source(Map.of("Block", BLOCK, "Net", net.formatted(2))).lines().count();
    long many = source(Map.of("Block", BLOCK, "Net", net.formatted(24))).lines().count();
    assertEquals(two, many);
  }

  static String source(Map<String, String> layers) throws Exception {
    return compiled(layers)
        .generatedSourceFile("test.NetNetwork")
        .orElseThrow()
        .getCharContent(true)
        .toString();
  }

  @Test
  void allocatesNothing() throws Exception {
    CompiledModel model =
        created(
            Map.of(
                "Block",
                BLOCK + "@Dropout(0.1) Layer dropped();",
                "Net",
                """
                @Input({6, 8}) Layer words();
                @Use(value = Block.class, repeat = 3) Layer blocks();
                @Use(Block.class) Layer last();
                @Use(Block.class) @SharedWeights("last") Layer again();
                """));
    float[][][] rows = rows(model, new Random(4));
    float[] prediction = new float[48];
    assertEquals(0, Allocations.least(() -> model.predict(rows[0][0], prediction)));
    Workspace workspace = model.workspace(SAMPLES, true);
    workspace.input(0, rows[0], 0, SAMPLES);
    float[] gradient = new float[model.trainableCount()];
    boolean[] fromLogits = {false};
    assertEquals(
        0,
        Allocations.least(
            () -> {
              model.forwardTraining(workspace, SAMPLES);
              model.backward(workspace, SAMPLES, fromLogits, gradient);
              model.updateAverages(workspace);
            }));
  }

  /** A used network may use others, take several inputs, and hand on what it is given. */
  @Test
  void nestedUsesHaveTheBitsOfLayersWrittenOut() throws Exception {
    CompiledModel nested =
        created(
            Map.of(
                "Rows",
                "@Input({3, 4}) Layer grid(); @Flatten Layer row();",
                "Scaled",
                """
                @Input({3, 4}) Layer grid();
                @BatchNormalization Layer batch();
                @Use(Rows.class) Layer row();
                @Dense(units = 12, activation = TANH) Layer mixed();
                @Reshape({3, 4}) Layer back();
                """,
                "Pair",
                """
                @Input({3, 4}) Layer left();
                @Input(12) Layer right();
                @Use(value = Scaled.class, repeat = 2, input = "left") Layer scaled();
                @Use(Rows.class) Layer row();
                @Subtract({"row", "right"}) Layer difference();
                """,
                "Net",
                """
                @Input({3, 4}) Layer in();
                @Dense(units = 4, activation = TANH) Layer hidden();
                @Use(Rows.class) Layer row();
                @Use(value = Pair.class, input = {"hidden", "row"}) Layer pair();
                @Dense(units = 2) Layer out();
                """));
    CompiledModel flat =
        created(
            Map.of(
                "Net",
                """
                @Input({3, 4}) Layer in();
                @Dense(units = 4, activation = TANH) Layer hidden();
                @Flatten Layer row();
                @BatchNormalization(input = "hidden") Layer batch0();
                @Flatten Layer row0();
                @Dense(units = 12, activation = TANH) Layer mixed0();
                @Reshape({3, 4}) Layer back0();
                @BatchNormalization Layer batch1();
                @Flatten Layer row1();
                @Dense(units = 12, activation = TANH) Layer mixed1();
                @Reshape({3, 4}) Layer back1();
                @Flatten Layer row2();
                @Subtract({"row2", "row"}) Layer difference();
                @Dense(units = 2) Layer out();
                """));
    assertSameBits(flat, nested);
    assertEquals(
        List.of(
            "in",
            "hidden",
            "row/row",
            "row",
            "pair/scaled/0/batch",
            "pair/scaled/0/row/row",
            "pair/scaled/0/row",
            "pair/scaled/0/mixed",
            "pair/scaled/0/back",
            "pair/scaled/0",
            "pair/scaled/1/batch",
            "pair/scaled/1/row/row",
            "pair/scaled/1/row",
            "pair/scaled/1/mixed",
            "pair/scaled/1/back",
            "pair/scaled/1",
            "pair/scaled",
            "pair/row/row",
            "pair/row",
            "pair/difference",
            "pair",
            "out"),
        nested.layers().stream().map(Layer::name).toList());
    assertArrayEquals(
        flat.layer("mixed1").activations(rows(flat, new Random(2))[0][0]),
        nested.layer("pair/scaled/1/mixed").activations(rows(flat, new Random(2))[0][0]));
    assertEquals("Pair", nested.layer("pair").type());
    assertEquals(List.of("pair/scaled/0"), names(nested.layer("pair/scaled/1/batch").inputs()));
    assertEquals(List.of("pair/difference"), names(nested.layer("pair").inputs()));
  }

  private static List<String> names(List<Layer> layers) {
    return layers.stream().map(Layer::name).toList();
  }

  @Test
  void parametersAreSavedAndShownByTheirPaths(@TempDir Path folder) throws Exception {
    Map<String, String> layers =
        Map.of(
            "Block",
            BLOCK,
            "Net",
            "@Input({6, 8}) Layer words(); @Use(value = Block.class, repeat = 2) Layer blocks();");
    CompiledModel model = created(layers);
    model.save(folder.resolve("net.safetensors"));
    assertEquals(
        Set.of(
            "normalized/gamma",
            "normalized/beta",
            "wide/kernel",
            "wide/bias",
            "narrow/kernel",
            "narrow/bias"),
        Safetensors.read(folder.resolve("net.safetensors")).tensors().keySet().stream()
            .map(name -> name.replaceFirst("blocks/[01]/", ""))
            .collect(Collectors.toSet()));
    CompiledModel other = Compiled.create(compiled(layers), 2);
    assertFalse(Arrays.equals(model.parameters(), other.parameters()));
    other.restore(folder.resolve("net.safetensors"));
    assertArrayEquals(model.parameters(), other.parameters());
    assertTrue(model.summary().contains("blocks (2 × Block)"), model.summary());
    assertFalse(model.summary().contains("blocks/"), model.summary());
  }

  /** Repeats begin with different weights and drop different elements. */
  @Test
  void repeatsDrawOnTheirOwn() throws Exception {
    CompiledModel model =
        created(
            Map.of(
                "Block",
                "@Input(64) Layer in(); @Dropout(0.5) Layer dropped(); @Dense(units = 64) Layer out();",
                "Net",
                "@Input(64) Layer in(); @Use(value = Block.class, repeat = 2) Layer blocks(); @Use(Block.class) Layer last();"));
    Workspace workspace = model.workspace(1, true);
    float[] ones = new float[64];
    Arrays.fill(ones, 1);
    workspace.input(0, new float[][] {ones}, 0, 1);
    workspace.noise(9);
    Set<List<Boolean>> masks = new HashSet<>();
    Set<Float> weights = new HashSet<>();
    model.forwardTraining(workspace, 1);
    for (String path : List.of("blocks/0", "blocks/1", "last")) {
      float[] row = workspace.layer(model.blueprint().indexOf(path + "/dropped"))[0];
      masks.add(IntStream.range(0, 64).mapToObj(i -> row[i] == 0).toList());
      weights.add(model.layer(path + "/out").parameter("kernel").get(0, 0));
    }
    assertEquals(3, masks.size());
    assertEquals(3, weights.size());
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
  static CompiledModel created(Map<String, String> layers) throws Exception {
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
  static void assertSameBits(CompiledModel flat, CompiledModel nested) {
    assertSameBits(flat, nested, rows(flat, new Random(2)));
  }

  /** Compares them on samples of each input. */
  static void assertSameBits(CompiledModel flat, CompiledModel nested, float[][][] rows) {
    assertEquals(flat.parameterCount(), nested.parameterCount());
    assertEquals(flat.trainableCount(), nested.trainableCount());
    Random random = new Random(7);
    for (int i = 0; i < flat.parameterCount(); i++) {
      flat.parameters()[i] = 0.2f * (float) random.nextGaussian();
    }
    System.arraycopy(flat.parameters(), 0, nested.parameters(), 0, flat.parameterCount());
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

  static float[] gradient(CompiledModel model, float[][][] rows) {
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
}

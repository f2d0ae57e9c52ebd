package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Masks that cross the borders of networks that are used. */
class MaskedUseTest {
  private static final int STEPS = 6;

  private static final String SEEN =
      """
      @Input({6, 8}) Layer steps();
      @MultiHeadAttention(numHeads = 2, keyDim = 3) Layer seen();
      @Add({"steps", "seen"}) Layer sum();
      """;

  private static final String BLOCK =
      """
      @Input({6, 8}) Layer tokens();
      @Use(Seen.class) Layer seen();
      @LayerNormalization Layer normalized();
      @Dense(units = 12, activation = GELU) Layer wide();
      @Dense(units = 8) Layer narrow();
      @Add({"normalized", "narrow"}) Layer both();
      """;

  private static final String WORDS =
      """
      @Input(6) Layer words();
      @Embedding(inputDim = 5, outputDim = 8, maskZero = true) Layer vectors();
      """;

  private static final String END =
      "@GlobalAveragePooling1D Layer mean(); @Dense(units = 3) Layer out();";

  /** A block written out: the names end with a number. */
  private static String block(int number, String input) {
    return block(number, input, "");
  }

  /** One that uses the weights of another. */
  private static String block(int number, String input, String shared) {
    String text =
        """
        %3$s @MultiHeadAttention(numHeads = 2, keyDim = 3, input = "%2$s") Layer seen%1$d();
        @Add({"%2$s", "seen%1$d"}) Layer sum%1$d();
        %4$s @LayerNormalization Layer normalized%1$d();
        %5$s @Dense(units = 12, activation = GELU) Layer wide%1$d();
        %6$s @Dense(units = 8) Layer narrow%1$d();
        @Add({"normalized%1$d", "narrow%1$d"}) Layer both%1$d();
        """;
    return text.formatted(
        number,
        input,
        with(shared, "seen"),
        with(shared, "normalized"),
        with(shared, "wide"),
        with(shared, "narrow"));
  }

  private static String with(String number, String layer) {
    return number.isEmpty() ? "" : "@SharedWeights(\"" + layer + number + "\")";
  }

  /** Sentences of one to all of the words that fit. */
  private static float[][] sentences() {
    Random random = new Random(8);
    float[][] rows = new float[UseTest.SAMPLES][STEPS];
    for (int s = 0; s < rows.length; s++) {
      for (int t = 0; t <= s % STEPS; t++) {
        rows[s][t] = 1 + random.nextInt(4);
      }
    }
    return rows;
  }

  /** Sequences of which some steps are 0. */
  private static float[][] readings(int features) {
    Random random = new Random(9);
    float[][] rows = new float[UseTest.SAMPLES][STEPS * features];
    for (int s = 0; s < rows.length; s++) {
      for (int i = 0; i < rows[s].length; i++) {
        rows[s][i] = (s + i / features) % 3 == 0 ? 0 : (float) random.nextGaussian();
      }
    }
    return rows;
  }

  private static Map<String, String> transformer() {
    String net =
        WORDS
            + "@PositionEmbedding Layer placed(); @Use(value = Block.class, repeat = 2) Layer blocks();";
    return Map.of("Seen", SEEN, "Block", BLOCK, "Net", net + END);
  }

  @Test
  void blocksHaveTheBitsOfLayersWrittenOut() throws Exception {
    String flat =
        WORDS + "@PositionEmbedding Layer placed();" + block(0, "placed") + block(1, "both0") + END;
    UseTest.assertSameBits(
        UseTest.created(Map.of("Net", flat)),
        UseTest.created(transformer()),
        new float[][][] {sentences()});
  }

  /** The code of a network is written once with masks and once without, where they matter. */
  @Test
  void oneNetworkWithAndWithoutMasks() throws Exception {
    String begin = "@Input({6, 8}) Layer readings();" + WORDS;
    Map<String, String> nested =
        Map.of(
            "Seen",
            SEEN,
            "Block",
            BLOCK,
            "Plain",
            "@Input({6, 8}) Layer in(); @Dense(units = 8, activation = TANH) Layer dense();",
            "Net",
            begin
                + """
                @Use(Block.class) Layer masked();
                @Use(value = Block.class, input = "readings") @SharedWeights("masked") Layer same();
                @Use(value = Block.class, input = "readings") Layer other();
                @Add({"same", "other"}) Layer unmasked();
                @Use(value = Plain.class, input = "masked") Layer one();
                @Use(value = Plain.class, input = "unmasked") Layer two();
                @MultiHeadAttention(numHeads = 1, keyDim = 3, input = "two", value = "one") Layer across();
                """
                + END);
    String flat =
        begin
            + block(0, "vectors")
            + block(1, "readings", "0")
            + block(2, "readings")
            + """
            @Add({"both1", "both2"}) Layer unmasked();
            @Dense(units = 8, activation = TANH, input = "both0") Layer one();
            @Dense(units = 8, activation = TANH, input = "unmasked") Layer two();
            @MultiHeadAttention(numHeads = 1, keyDim = 3, input = "two", value = "one") Layer across();
            """
            + END;
    UseTest.assertSameBits(
        UseTest.created(Map.of("Net", flat)),
        UseTest.created(nested),
        new float[][][] {readings(8), sentences()});
    String source = UseTest.source(nested);
    for (String part : List.of("BlockPart", "MaskedBlockPart", "SeenPart", "MaskedSeenPart")) {
      assertTrue(source.contains("static final class " + part + " "), part);
    }
    assertFalse(source.contains("MaskedPlain"));
  }

  /** A network hands on masks that it computes, through the borders of those that use it. */
  @Test
  void masksThatNetworksComputeAreHandedOn() throws Exception {
    String pairs =
        """
        @Input(6) Layer words();
        @Input({6, 8}) Layer readings();
        @Use(value = Words.class, input = "words") Layer vectors();
        @Masking(input = "readings") Layer counted();
        @Add({"vectors", "counted"}) Layer both();
        """;
    CompiledModel nested =
        UseTest.created(
            Map.of(
                "Words",
                WORDS,
                "Pair",
                pairs,
                "Net",
                """
                @Input(6) Layer words();
                @Input({6, 8}) Layer readings();
                @Use(value = Pair.class, input = {"words", "readings"}) Layer pair();
                @GRU(units = 8, returnSequences = true) Layer read();
                """
                    + END));
    CompiledModel flat =
        UseTest.created(
            Map.of(
                "Net",
                """
                @Input(6) Layer words();
                @Input({6, 8}) Layer readings();
                @Embedding(inputDim = 5, outputDim = 8, maskZero = true, input = "words") Layer vectors();
                @Masking(input = "readings") Layer counted();
                @Add({"vectors", "counted"}) Layer both();
                @GRU(units = 8, returnSequences = true) Layer read();
                """
                    + END));
    UseTest.assertSameBits(flat, nested, new float[][][] {sentences(), readings(8)});
  }

  /** Each repeat reads the mask that the one before computed, or they compute it alone. */
  @Test
  void repeatsHandMasksToOneAnother() throws Exception {
    String begin = "@Input({6, 4}) Layer in(); @Masking Layer counted();";
    String turned =
        """
        @LSTM(units = 4, returnSequences = true, goBackwards = true, input = "%2$s") Layer turned%1$s();
        @Masking(maskValue = 0.5, input = "%2$s") Layer masked%1$s();
        @Add({"turned%1$s", "masked%1$s"}) Layer sum%1$s();
        """;
    String relu =
        """
        @Dense(units = 4, activation = RELU, input = "%2$s") Layer dense%1$s();
        @Masking Layer positive%1$s();
        """;
    for (String layers : List.of(turned, relu)) {
      String start = layers.equals(turned) ? begin : "@Input({6, 4}) Layer counted();";
      String last = layers.equals(turned) ? "sum" : "positive";
      Map<String, String> nested =
          Map.of(
              "Block",
              "@Input({6, 4}) Layer from();" + layers.formatted("", "from"),
              "Net",
              start + "@Use(value = Block.class, repeat = 3) Layer blocks();" + END);
      String flat =
          start
              + layers.formatted(0, "counted")
              + layers.formatted(1, last + "0")
              + layers.formatted(2, last + "1")
              + END;
      UseTest.assertSameBits(
          UseTest.created(Map.of("Net", flat)),
          UseTest.created(nested),
          new float[][][] {readings(4)});
    }
  }

  /** Texts that are filled up to different lengths are predicted alike. */
  @Test
  void howFarATextIsFilledUpDoesNotMatter() throws Exception {
    CompiledModel small = UseTest.created(withoutPositions(6));
    CompiledModel large = UseTest.created(withoutPositions(11));
    assertArrayEquals(small.parameters(), large.parameters());
    for (float[] sentence : sentences()) {
      assertArrayEquals(small.predict(sentence), large.predict(Arrays.copyOf(sentence, 11)), 1e-5f);
    }
  }

  private static Map<String, String> withoutPositions(int steps) {
    String input = "{" + steps + ", 8}";
    return Map.of(
        "Seen",
        SEEN.replace("{6, 8}", input),
        "Block",
        BLOCK.replace("{6, 8}", input),
        "Net",
        WORDS.replace("@Input(6)", "@Input(" + steps + ")")
            + "@Use(value = Block.class, repeat = 2) Layer blocks();"
            + END);
  }

  @Test
  void allocatesNothing() throws Exception {
    CompiledModel model = UseTest.created(transformer());
    float[][] rows = sentences();
    float[] prediction = new float[3];
    assertEquals(0, Allocations.least(() -> model.predict(rows[1], prediction)));
    Workspace workspace = model.workspace(rows.length, true);
    workspace.input(0, rows, 0, rows.length);
    float[] gradient = new float[model.trainableCount()];
    boolean[] fromLogits = {false};
    assertEquals(
        0,
        Allocations.least(
            () -> {
              model.forwardTraining(workspace, rows.length);
              model.backward(workspace, rows.length, fromLogits, gradient);
            }));
  }

  @Test
  void explanationsHaveTheBitsOfLayersWrittenOut() throws Exception {
    String begin = "@Input({6, 8}) Layer in(); @Masking Layer counted();";
    CompiledModel nested =
        explained(
            "@Network interface Seen extends Model {\n"
                + SEEN
                + "}\n"
                + "@Network interface Block extends Model {\n"
                + BLOCK
                + "}\n"
                + begin
                + "@Use(value = Block.class, repeat = 2) Layer blocks();"
                + END);
    CompiledModel flat = explained(begin + block(0, "counted") + block(1, "both0") + END);
    System.arraycopy(flat.parameters(), 0, nested.parameters(), 0, flat.parameterCount());
    assertArrayEquals(inputGradient(flat), inputGradient(nested));
  }

  private static CompiledModel explained(String layers) throws Exception {
    String opening = Compiled.OPENING.replace("@Network", "@Network(explain = true)");
    Compilation compilation = Compiled.compile(opening + layers + Compiled.CLOSING);
    assertEquals(List.of(), compilation.diagnostics());
    return Compiled.create(compilation, 5);
  }

  private static float[][] inputGradient(CompiledModel model) {
    float[][] rows = readings(8);
    Workspace workspace = model.explanationWorkspace(rows.length);
    workspace.input(0, rows, 0, rows.length);
    model.forward(workspace, rows.length);
    for (float[] row : workspace.gradient(0)) {
      Arrays.fill(row, 1);
    }
    model.inputGradient(workspace, rows.length, new boolean[] {false});
    return Arrays.copyOf(workspace.inputGradient(0), rows.length);
  }
}

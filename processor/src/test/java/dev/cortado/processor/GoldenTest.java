package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated classes, character by character, to be read by people. After a wanted change, {@code
 * mvn test -Dtest=GoldenTest -Dgoldens.update=true} writes the files anew; review what changed.
 */
class GoldenTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  /** A network and the file that its class is compared with. */
  record Golden(String name, String annotation, String layers) {
    Golden(String name, String layers) {
      this(name, "@Network", layers);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Golden> goldens() {
    return Stream.of(
        new Golden(
            "Tiny",
            """
            @Input(2) Layer bits();
            @Dense(units = 4, activation = TANH) Layer hidden();
            @Dense(units = 1, activation = SIGMOID) Layer either();
            """),
        new Golden(
            "Chain",
            """
            @Input(784) Layer pixels();
            @Dense(units = 10, activation = RELU) Layer squeeze();
            @Dense(units = 128, activation = RELU) Layer hidden();
            @Dense(units = 10, activation = SOFTMAX) Layer digit();
            """),
        new Golden(
            "Residual",
            """
            @Input(24) Layer in();
            @Dense(units = 24, activation = GELU) Layer hidden();
            @Add({"in", "hidden"}) Layer sum();
            @Dense(units = 24, activation = SIGMOID, input = "sum") Layer gate();
            @Multiply({"sum", "gate"}) Layer gated();
            @Dense(units = 2) Layer out();
            """),
        new Golden(
            "TwoHeads",
            """
            @Input({4, 3}) Layer left();
            @Input({4, 2}) Layer right();
            @Concatenate({"left", "right"}) Layer both();
            @Dense(units = 6, activation = ELU, alpha = 0.5) Layer each();
            @Flatten Layer flat();
            @Output @Dense(units = 3, activation = SOFTMAX) Layer kind();
            @Output @Dense(units = 1, activation = SIGMOID, input = "flat") Layer alarm();
            """),
        new Golden(
            "Regularized",
            """
            @Input(20) Layer in();
            @Dense(units = 30, activation = SELU, kernelInitializer = @Init(Initializer.LECUN_NORMAL), frozen = true) Layer fixed();
            @Dropout(0.25) Layer drop();
            @Dense(units = 18, kernelRegularizer = @Regularizer(l1 = 1e-4, l2 = 1e-3), useBias = false) Layer learnt();
            @Activation(LOG_SOFTMAX) Layer out();
            """),
        new Golden(
            "Grid",
            """
            @Input(12) Layer in();
            @Reshape({-1, 3}) Layer grid();
            @Concatenate(value = {"grid", "grid"}, axis = 0) Layer twice();
            @Dense(units = 2, activation = SOFTSIGN) Layer each();
            """),
        new Golden(
            "Picture",
            """
            @Input({8, 8, 3}) Layer picture();
            @Conv2D(filters = 16, kernelSize = 3, padding = Padding.SAME, activation = RELU) Layer features();
            @MaxPooling2D Layer smaller();
            @Conv2D(filters = 24, kernelSize = {1, 3}, strides = {1, 2}, groups = 2, useBias = false) Layer grouped();
            @Flatten Layer flat();
            @Dense(units = 10, activation = SOFTMAX) Layer kind();
            """),
        new Golden(
            "Normalized",
            """
            @Input({2, 12}) Layer in();
            @Dense(units = 20, useBias = false) Layer wide();
            @BatchNormalization Layer batch();
            @Activation(RELU) Layer positive();
            @Flatten Layer flat();
            @LayerNormalization(center = false) Layer layer();
            @Dense(units = 2) Layer out();
            """),
        new Golden(
            "Explained",
            "@Network(explain = true)",
            """
            @Input(3) Layer one();
            @Input(3) Layer two();
            @Subtract({"one", "two"}) Layer difference();
            @Dense(units = 4, activation = RELU) Layer hidden();
            @Dropout(0.5) Layer drop();
            @Concatenate({"drop", "one"}) Layer all();
            @Dense(units = 2, activation = SOFTMAX) Layer kind();
            """),
        new Golden(
            "Blocks",
            """
            @Network interface Block extends Model {
              @Input({3, 10}) Layer tokens();
              @LayerNormalization Layer normalized();
              @Dense(units = 20, activation = GELU) Layer wide();
              @Dropout(0.1) Layer dropped();
              @Dense(units = 10, kernelRegularizer = @Regularizer(l2 = 1e-3)) Layer narrow();
              @Add({"tokens", "narrow"}) Layer sum();
            }
            @Input({3, 10}) Layer words();
            @Use(value = Block.class, repeat = 3) Layer blocks();
            @Use(Block.class) Layer last();
            @Use(Block.class) @SharedWeights("last") Layer again();
            """),
        new Golden(
            "Sequence",
            """
            @Input({50, 14}) Layer readings();
            @Masking Layer counted();
            @GRU(units = 24, returnSequences = true, bidirectional = Bidirectional.SUM) Layer both();
            @LSTM(units = 64, recurrentDropout = 0.2) Layer lstm();
            @Dense(units = 1) Layer out();
            """),
        new Golden(
            "Streamed",
            "@Network(stream = true)",
            """
            @Input({50, 14}) Layer readings();
            @Conv1D(filters = 20, kernelSize = 3, padding = Padding.CAUSAL, activation = RELU) Layer smooth();
            @GRU(units = 24, returnSequences = true) Layer gru();
            @Dropout(0.2) Layer drop();
            @LSTM(units = 20) Layer lstm();
            @Dense(units = 18, activation = RELU) Layer wide();
            @Dense(units = 1) Layer out();
            """),
        new Golden(
            "Attention",
            """
            @Input(6) Layer words();
            @Embedding(inputDim = 20, outputDim = 8, maskZero = true) Layer vectors();
            @PositionEmbedding Layer placed();
            @MultiHeadAttention(numHeads = 2, keyDim = 4, dropout = 0.1) Layer seen();
            @Add({"placed", "seen"}) Layer sum();
            @Input({3, 8}) Layer questions();
            @SinePositionEncoding Layer asked();
            @MultiHeadAttention(numHeads = 1, keyDim = 3, valueDim = 5, useCausalMask = true, value = "sum", key = "seen") Layer answers();
            @Flatten Layer flat();
            @Dense(units = 2) Layer out();
            """),
        new Golden(
            "MaskedBlocks",
            """
            @Network interface Block extends Model {
              @Input({6, 8}) Layer steps();
              @MultiHeadAttention(numHeads = 2, keyDim = 4) Layer seen();
              @Add({"steps", "seen"}) Layer sum();
            }
            @Network interface Words extends Model {
              @Input(6) Layer tokens();
              @Embedding(inputDim = 20, outputDim = 8, maskZero = true) Layer vectors();
            }
            @Input(6) Layer words();
            @Use(Words.class) Layer vectors();
            @Use(value = Block.class, repeat = 2) Layer blocks();
            @GlobalAveragePooling1D Layer mean();
            @Dense(units = 2) Layer out();
            """),
        new Golden(
            "ExplainedBlocks",
            "@Network(explain = true)",
            """
            @Network interface Gate extends Model {
              @Input(20) Layer left();
              @Input(20) Layer right();
              @Multiply({"left", "right"}) Layer product();
              @BatchNormalization Layer even();
            }
            @Network interface Block extends Model {
              @Input(20) Layer tokens();
              @Dense(units = 20, activation = TANH) Layer wide();
              @Use(value = Gate.class, input = {"wide", "tokens"}) Layer gated();
            }
            @Input(20) Layer words();
            @Use(value = Block.class, repeat = 2) Layer blocks();
            @Dense(units = 2) Layer out();
            """));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void generatesWhatWasReviewed(Golden golden) throws Exception {
    String declared = Compiled.OPENING.replace("@Network", golden.annotation());
    Compilation compilation = Compiled.compile(declared + golden.layers() + Compiled.CLOSING);
    assertEquals(
        Compilation.Status.SUCCESS,
        compilation.status(),
        () -> compilation.diagnostics().toString());
    String actual =
        compilation
            .generatedSourceFile("test.NetNetwork")
            .orElseThrow()
            .getCharContent(true)
            .toString();
    Path file = FOLDER.resolve(golden.name() + ".java");
    if (Boolean.getBoolean("goldens.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual);
    assertEquals(List.of(), actual.lines().filter(GoldenTest::isTooLong).toList());
  }

  /** Longer than a line of Java should be; the table in a class's comment may be wider. */
  private static boolean isTooLong(String line) {
    return line.length() > 100 && !line.strip().startsWith("*");
  }
}

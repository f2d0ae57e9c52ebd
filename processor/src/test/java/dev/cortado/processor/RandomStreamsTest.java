package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.cortado.model.CompiledModel;
import dev.cortado.model.PredictionStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random networks whose output is a sequence, step by step: the rows of that output. */
class RandomStreamsTest {
  private static final int STEPS = StreamTest.STEPS;

  /**
   * A kind of layer that keeps the steps apart.
   *
   * @param text its annotation
   * @param least the least size of a step that it takes
   * @param size the size of a step after it; 0 where that is the same
   */
  private record Kind(String text, int least, int size) {
    Kind(String text, int size) {
      this(text, 1, size);
    }
  }

  private static final List<Kind> EACH_STEP =
      List.of(
          new Kind("@LSTM(units = 6, returnSequences = true)", 6),
          new Kind("@LSTM(units = 16, returnSequences = true, activation = RELU)", 16),
          new Kind("@GRU(units = 6, returnSequences = true)", 6),
          new Kind("@GRU(units = 33, returnSequences = true, useBias = false)", 33),
          new Kind("@GRU(units = 6, resetAfter = false, returnSequences = true)", 6),
          new Kind("@SimpleRNN(units = 6, returnSequences = true)", 6),
          new Kind("@Dense(units = 6, activation = TANH)", 6),
          new Kind("@Dense(units = 35, activation = GELU)", 35),
          new Kind("@Dense(units = 6, activation = SOFTMAX)", 6),
          new Kind("@Conv1D(filters = 6, kernelSize = 4, padding = Padding.CAUSAL)", 6),
          new Kind(
              "@Conv1D(filters = 7, kernelSize = 2, dilationRate = 2, padding = Padding.CAUSAL)",
              7),
          new Kind("@Activation(SILU)", 0),
          new Kind("@Activation(LOG_SOFTMAX)", 0),
          new Kind("@LayerNormalization", 0),
          new Kind("@LayerNormalization(axis = 1)", 0),
          new Kind("@RMSNormalization", 0),
          new Kind("@BatchNormalization", 0),
          new Kind("@BatchNormalization(frozen = true)", 0),
          new Kind("@UnitNormalization", 0),
          new Kind("@Dropout(0.2)", 0),
          new Kind("@SpatialDropout1D(0.2)", 0),
          new Kind("@GaussianNoise(0.2)", 0),
          new Kind("@AlphaDropout(0.2)", 0),
          new Kind("@Masking", 0),
          new Kind("@Slice(begin = {0, 1}, size = {-1, 3})", 4, 3),
          new Kind("@Slice(begin = {0, 0}, size = {STEPS, 2})", 2, 2),
          new Kind("@Permute({0, 1})", 0),
          new Kind("@Reshape({STEPS, -1})", 0),
          new Kind("@Concatenate({\"LAST\", \"LAST\"})", 1, -1));

  private static final List<String> MERGES =
      List.of("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate");

  /** The layers of a random network whose output is a sequence. */
  private static String random(Random random) {
    StringBuilder layers = new StringBuilder("@Input({STEPS, 4}) Layer in();\n");
    String last = "in";
    int size = 4;
    int count = 2 + random.nextInt(7);
    for (int i = 0; i < count; i++) {
      String name = "layer" + i;
      Kind kind = EACH_STEP.get(random.nextInt(EACH_STEP.size()));
      if (random.nextInt(4) == 0) {
        String merge = MERGES.get(random.nextInt(MERGES.size()));
        layers.append("@GRU(units = 5, returnSequences = true) Layer %sA();%n".formatted(name));
        layers.append("@Dense(units = 5, input = \"in\") Layer %sB();%n".formatted(name));
        layers.append("@%s({\"%sA\", \"%sB\"}) Layer %s();%n".formatted(merge, name, name, name));
        size = merge.equals("Concatenate") ? 10 : 5;
      } else if (size >= kind.least() && size < 200) {
        layers.append("%s Layer %s();%n".formatted(kind.text().replace("LAST", last), name));
        size = kind.size() < 0 ? 2 * size : kind.size() > 0 ? kind.size() : size;
      } else {
        continue;
      }
      last = name;
    }
    return layers.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theRowsOfASequenceAreThePredictionsOfItsSteps(int seed) throws Exception {
    Random random = new Random(seed);
    Map<String, String> networks = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      networks.put(
          "Net" + i,
          StreamTest.network("Net" + i, "@Network(stream = true)", random(random), STEPS));
    }
    ClassLoader loader = StreamTest.compile(networks);
    for (String name : networks.keySet()) {
      CompiledModel network = Compiled.create(loader, name, seed);
      StreamTest.disturb(network, random);
      PredictionStream stream = network.stream();
      for (int i = 0; i < 3; i++) {
        float[] sequence = StreamTest.sequence(STEPS, 4, random);
        float[] expected = network.predict(sequence);
        for (int step = 0; step < STEPS; step++) {
          int at = step;
          assertArrayEquals(
              StreamTest.row(expected, step, stream.predictionSize()),
              stream.next(StreamTest.row(sequence, step, 4)),
              () -> "step %d of%n%s".formatted(at, networks.get(name)));
        }
        stream.reset();
      }
    }
  }
}

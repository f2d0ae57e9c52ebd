package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.testing.compile.Compilation;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.PredictionStream;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions step by step: the bits of the whole sequence. */
class StreamTest {
  /** How long the sequences of tests are. */
  static final int STEPS = 7;

  /** Networks that hand on their last step; {@code STEPS} stands for the length of the sequence. */
  private static final Map<String, String> LAST =
      Map.of(
          "Lstm",
          """
          @Input({STEPS, 5}) Layer in();
          @LSTM(units = 19) Layer lstm();
          @Dense(units = 3, activation = SOFTMAX) Layer out();
          """,
          "Gru",
          """
          @Input({STEPS, 1}) Layer in();
          @GRU(units = 8, useBias = false) Layer gru();
          @Dense(units = 33, activation = GELU) Layer wide();
          @Dense(units = 2) Layer out();
          """,
          "Simple",
          """
          @Input(STEPS) Layer in();
          @Reshape({STEPS, 1}) Layer each();
          @SimpleRNN(units = 3, activation = RELU) Layer out();
          """,
          "Stacked",
          """
          @Input({STEPS, 5}) Layer in();
          @LSTM(units = 40, returnSequences = true, recurrentActivation = HARD_SIGMOID, recurrentDropout = 0.3) Layer first();
          @Dropout(0.5) Layer drop();
          @GRU(units = 17, returnSequences = true, input = "drop") Layer second();
          @GRU(units = 40, resetAfter = false, returnSequences = true) Layer third();
          @Concatenate({"third", "in"}) Layer both();
          @SimpleRNN(units = 6, returnState = true) Layer states();
          @Flatten Layer flat();
          @Dense(units = 1, activation = SIGMOID) Layer out();
          """,
          "Masked",
          """
          @Input({STEPS, 5}) Layer in();
          @Masking Layer counted();
          @LSTM(units = 9, returnSequences = true) Layer first();
          @GRU(units = 4, returnSequences = true) Layer second();
          @GRU(units = 4, resetAfter = false) Layer out();
          """,
          "Window",
          """
          @Input({STEPS, 5}) Layer in();
          @Conv1D(filters = 6, kernelSize = 3, padding = Padding.CAUSAL, activation = TANH) Layer near();
          @Conv1D(filters = 8, kernelSize = 2, dilationRate = 3, padding = Padding.CAUSAL, groups = 2) Layer far();
          @Conv1D(filters = 4, kernelSize = 1) Layer each();
          @GRU(units = 5) Layer out();
          """,
          "Words",
          """
          @Input(STEPS) Layer in();
          @Embedding(inputDim = 6, outputDim = 4, maskZero = true) Layer words();
          @Dense(units = 3, activation = TANH) Layer each();
          @LSTM(units = 5) Layer out();
          """,
          "Decoder",
          """
          @Input({STEPS, 5}) Layer in();
          @LSTM(units = 6, returnState = true) Layer encoder();
          @Slice(begin = {1, 0}, size = {1, -1}) Layer h();
          @Slice(begin = {2, 0}, size = {1, -1}, input = "encoder") Layer c();
          @Flatten(input = "h") Layer vector();
          @RepeatVector(3) Layer again();
          @LSTM(units = 6, returnSequences = true, initialState = {"h", "c"}) Layer decoder();
          @GRU(units = 2, returnSequences = true, bidirectional = Bidirectional.SUM) Layer both();
          @GlobalAveragePooling1D Layer mean();
          """,
          "Parts",
          """
          @Input({STEPS, 5}) Layer in();
          @GRU(units = 6) Layer gru();
          @Use(value = Outer.class, repeat = 2) Layer outer();
          @Dropout(0.1) Layer drop();
          @Use(Outer.class) Layer last();
          """);

  private static final Map<String, String> PARTS =
      Map.of(
          "Inner",
          """
          @Network interface Inner extends Model {
            @Input(6) Layer x();
            @Dense(units = 20, activation = RELU) Layer wide();
            @Dense(units = 6) Layer narrow();
          }
          """,
          "Outer",
          """
          @Network interface Outer extends Model {
            @Input(6) Layer x();
            @Use(value = Inner.class, repeat = 2) Layer inner();
            @Add({"x", "inner"}) Layer sum();
          }
          """);

  /** A network with some layers; {@code STEPS} stands for the length of the sequence. */
  static String network(String name, String annotation, String layers, int steps) {
    return "%s public interface %s extends Model {%n%s}%n"
        .formatted(annotation, name, layers.replace("STEPS", String.valueOf(steps)));
  }

  /** The classes of networks. */
  static ClassLoader compile(Map<String, String> networks) throws Exception {
    Compilation compilation = Compiled.compile(networks);
    assertEquals(List.of(), compilation.diagnostics());
    return Compiled.loader(compilation);
  }

  /** A network with the layers of one of those above. */
  private static CompiledModel network(String layers, String annotation) throws Exception {
    Map<String, String> networks = new HashMap<>(PARTS);
    networks.put("Net", network("Net", annotation, layers, STEPS));
    return Compiled.create(compile(networks), "Net", 1);
  }

  private static CompiledModel streamed(String layers) throws Exception {
    return network(layers, "@Network(stream = true)");
  }

  /** Steps of whole numbers from 0 to 5, some of them all 0, so that they are tokens and masked. */
  static float[] sequence(int steps, int size, Random random) {
    float[] sequence = new float[steps * size];
    for (int step = 0; step < steps; step++) {
      boolean counts = random.nextInt(3) > 0;
      for (int i = 0; counts && i < size; i++) {
        sequence[step * size + i] = random.nextInt(6);
      }
    }
    return sequence;
  }

  /** A step of a sequence. */
  static float[] row(float[] sequence, int step, int size) {
    return Arrays.copyOfRange(sequence, step * size, (step + 1) * size);
  }

  @Test
  void aStepPredictsWhatTheSequenceSoFarDoes() throws Exception {
    Map<String, String> networks = new HashMap<>(PARTS);
    LAST.forEach(
        (name, layers) -> {
          for (int steps = 1; steps <= STEPS; steps++) {
            boolean streams = steps == STEPS || steps == 1;
            String annotation = streams ? "@Network(stream = true)" : "@Network";
            networks.put(name + steps, network(name + steps, annotation, layers, steps));
          }
        });
    ClassLoader loader = compile(networks);
    for (String name : LAST.keySet()) {
      PredictionStream stream = Compiled.create(loader, name + STEPS, 3).stream();
      PredictionStream ofOne = Compiled.create(loader, name + 1, 3).stream();
      int size = stream.stepSize();
      Random random = new Random(4);
      for (int i = 0; i < 4; i++) {
        float[] sequence = sequence(STEPS, size, random);
        for (int steps = 1; steps <= STEPS; steps++) {
          CompiledModel whole = Compiled.create(loader, name + steps, 3);
          float[] expected = whole.predict(Arrays.copyOf(sequence, steps * size));
          String what = "%s, sequence %d, step %d".formatted(name, i, steps);
          assertArrayEquals(expected, stream.next(row(sequence, steps - 1, size)), what);
          assertArrayEquals(expected, ofOne.next(row(sequence, steps - 1, size)), what);
        }
        stream.reset();
        ofOne.reset();
      }
    }
  }

  /** Biases and averages begin as 0 and 1, which hides much. */
  static void disturb(CompiledModel network, Random random) {
    for (int i = 0; i < network.parameters().length; i++) {
      network.parameters()[i] += random.nextFloat() / 4;
    }
  }

  @Test
  void streamsOfANetworkDoNotKnowOfEachOther() throws Exception {
    CompiledModel network = streamed(LAST.get("Stacked"));
    PredictionStream one = network.stream();
    PredictionStream other = network.stream();
    PredictionStream alone = network.stream();
    Random random = new Random(2);
    float[] first = sequence(20, 5, random);
    float[] second = sequence(20, 5, random);
    List<float[]> expected = new ArrayList<>();
    for (int step = 0; step < 20; step++) {
      expected.add(alone.next(row(first, step, 5)));
    }
    for (int step = 0; step < 20; step++) {
      assertArrayEquals(expected.get(step), one.next(row(first, step, 5)));
      network.predict(Arrays.copyOf(second, STEPS * 5));
      other.next(row(second, step, 5));
    }
    assertEquals(20, Set.copyOf(expected.stream().map(Arrays::toString).toList()).size());
  }

  @Test
  void aStreamFollowsItsNetworkAndNoCopy() throws Exception {
    CompiledModel network = streamed(LAST.get("Lstm"));
    PredictionStream stream = network.stream();
    PredictionStream ofCopy = network.copy().stream();
    float[] step = {1, 2, 3, 4, 5};
    float[] before = stream.next(step);
    disturb(network, new Random(1));
    stream.reset();
    assertFalse(Arrays.equals(before, stream.next(step)));
    assertArrayEquals(before, ofCopy.next(step));
  }

  @Test
  void stepsAllocateNothing() throws Exception {
    for (String name : LAST.keySet()) {
      PredictionStream stream = streamed(LAST.get(name)).stream();
      float[] step = new float[stream.stepSize()];
      float[] prediction = new float[stream.predictionSize()];
      Runnable sequence =
          () -> {
            for (int i = 0; i < 50; i++) {
              step[0] = i % 3;
              stream.next(step, prediction);
            }
            stream.reset();
          };
      assertEquals(0, Allocations.least(sequence), name);
    }
  }

  @Test
  void trainingAndPredictionsAreTheSameWithAndWithout() throws Exception {
    CompiledModel with = streamed(LAST.get("Stacked"));
    CompiledModel without = network(LAST.get("Stacked"), "@Network");
    Random random = new Random(5);
    float[][] rows = new float[12][];
    float[][] targets = new float[12][1];
    for (int s = 0; s < rows.length; s++) {
      rows[s] = sequence(STEPS, 5, random);
      targets[s][0] = s % 2;
    }
    for (CompiledModel network : List.of(with, without)) {
      Trainer.of(network)
          .loss(Loss.BINARY_CROSSENTROPY)
          .build()
          .fit(Samples.of(rows, targets), Fit.epochs(3).batchSize(5).progress(Progress.NONE));
    }
    assertArrayEquals(without.parameters(), with.parameters());
    assertArrayEquals(without.predict(rows), with.predict(rows));
    assertEquals(without.blueprint().fingerprint(), with.blueprint().fingerprint());
  }

  @Test
  void arraysOfAnotherSizeAreRefusedAndChangeNothing() throws Exception {
    CompiledModel network = streamed(LAST.get("Lstm"));
    PredictionStream stream = network.stream();
    PredictionStream other = network.stream();
    assertEquals(5, stream.stepSize());
    assertEquals(3, stream.predictionSize());
    assertArrayEquals(other.next(new float[5]), stream.next(new float[5]));
    assertEquals(
        "layer 'in' holds 5 values a step, but the array has 35",
        assertThrows(IllegalArgumentException.class, () -> stream.next(new float[35]))
            .getMessage());
    assertEquals(
        "layer 'out' holds 3 values a step, but the array has 2",
        assertThrows(IllegalArgumentException.class, () -> stream.next(new float[5], new float[2]))
            .getMessage());
    assertArrayEquals(other.next(new float[5]), stream.next(new float[5]));
  }

  @Test
  void otherNetworksSayHowToAskForIt() throws Exception {
    CompiledModel network = network(LAST.get("Lstm"), "@Network");
    assertEquals(
        "network Net does not read sequences step by step; declare it @Network(stream = true)",
        assertThrows(IllegalStateException.class, network::stream).getMessage());
  }

  @Test
  void aNetworkThatHandsOnItsInputStreamsIt() throws Exception {
    PredictionStream stream =
        streamed("@Input({STEPS, 2}) Layer in(); @Reshape({STEPS, 2}) Layer same();").stream();
    assertArrayEquals(new float[] {3, 4}, stream.next(new float[] {3, 4}));
  }

  /** Names of layers that are those of values between operations, and of members of a stream. */
  @Test
  void allNamesOfLayersCompile() throws Exception {
    CompiledModel network =
        streamed(
            """
            @Input({STEPS, 2}) Layer nearWindow();
            @Dense(units = 2) Layer gruSums();
            @Conv1D(filters = 2, kernelSize = 2, padding = Padding.CAUSAL) Layer near();
            @GRU(units = 2, returnSequences = true) Layer advance();
            @GRU(units = 2) Layer gru();
            @Dense(units = 2) Layer gruTrace();
            @Dense(units = 2) Layer nearWindow_2();
            @Dense(units = 2) Layer Steps();
            @Dense(units = 2) Layer step();
            @Dense(units = 2) Layer next();
            @Dense(units = 2) Layer reset();
            @Dense(units = 2) Layer stepGru();
            """);
    assertEquals(2, network.stream().next(new float[2]).length);
    assertNotSame(network.stream(), network.stream());
  }

  /** JavaPoet writes the interface in full where a nested class has its name. */
  @ParameterizedTest
  @ValueSource(strings = {"Steps", "Buffers", "Stream"})
  void networksOfTheNamesOfNestedClassesCompile(String name) throws Exception {
    Map<String, String> networks = new HashMap<>(PARTS);
    String annotation = "@Network(explain = true, stream = true)";
    networks.put(name, network(name, annotation, LAST.get("Parts"), STEPS));
    PredictionStream stream = Compiled.create(compile(networks), name, 1).stream();
    assertArrayEquals(
        streamed(LAST.get("Parts")).stream().next(new float[5]), stream.next(new float[5]));
  }
}

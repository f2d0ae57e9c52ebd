package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.cortado.data.Samples;
import dev.cortado.explain.Attribution;
import dev.cortado.explain.IntegratedGradients;
import dev.cortado.explain.Saliency;
import dev.cortado.explain.Score;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.report.ExplanationPage;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explanations of generated networks. */
class ExplainTest {
  private static final String LINEAR =
      """
      @Input(3) Layer in();
      @Dense(units = 2) Layer out();
      """;

  private static final String CURVED =
      """
      @Input({3, 4}) Layer in();
      @Dense(units = 8, activation = TANH) Layer each();
      @BatchNormalization(momentum = 0.5) Layer batch();
      @Dropout(0.5) Layer drop();
      @GaussianNoise(0.3) Layer noise();
      @GRU(units = 4, returnSequences = true, recurrentDropout = 0.5) Layer read();
      @Flatten Layer flat();
      @Dense(units = 3, activation = SOFTMAX) Layer kind();
      """;

  private static final String SEVERAL =
      """
      @Input(2) Layer one();
      @Input(3) Layer two();
      @Concatenate({"one", "two"}) Layer both();
      @Output @Dense(units = 2, activation = SIGMOID) Layer left();
      @Output @Dense(units = 4, input = "both") Layer right();
      """;

  private static CompiledModel network(String layers) throws Exception {
    Compilation compilation =
        Compiled.compile(
            Compiled.OPENING.replace("@Network", "@Network(explain = true)")
                + layers
                + Compiled.CLOSING);
    assertEquals(List.of(), compilation.diagnostics());
    return Compiled.create(compilation, 5);
  }

  private static float[] sample(int size, int seed) {
    Random random = new Random(seed);
    float[] sample = new float[size];
    for (int i = 0; i < size; i++) {
      sample[i] = (float) random.nextGaussian();
    }
    return sample;
  }

  /** A curved network whose moving averages are no longer 0 and 1. */
  private static CompiledModel trained() throws Exception {
    CompiledModel network = network(CURVED);
    float[][] rows = new float[24][];
    float[][] targets = new float[24][3];
    for (int s = 0; s < rows.length; s++) {
      rows[s] = sample(12, s);
      targets[s][s % 3] = 1;
    }
    Trainer.of(network)
        .loss(Loss.CATEGORICAL_CROSSENTROPY)
        .build()
        .fit(Samples.of(rows, targets), Fit.epochs(3).batchSize(8).progress(Progress.NONE));
    return network;
  }

  @Test
  void theSaliencyOfALinearNetworkIsItsKernel() throws Exception {
    CompiledModel network = network(LINEAR);
    FMatrixRMaj kernel = network.layer("out").parameter("kernel");
    float[] found = Saliency.of(network).of(1, sample(3, 1))[0];
    float[] signed = Saliency.of(network).gradient(1, sample(3, 2))[0];
    for (int i = 0; i < 3; i++) {
      assertEquals(Math.abs(kernel.get(i, 1)), found[i]);
      assertEquals(kernel.get(i, 1), signed[i]);
    }
    assertArrayEquals(
        signed, Saliency.of(network).smoothGradient(4, 0.2, 1, 1, sample(3, 2))[0], 1e-6f);
  }

  @Test
  void integratedGradientsOfALinearNetworkAreItsTerms() throws Exception {
    CompiledModel network = network(LINEAR);
    FMatrixRMaj kernel = network.layer("out").parameter("kernel");
    float[] sample = sample(3, 1);
    float[] baseline = sample(3, 2);
    Attribution found = IntegratedGradients.of(network).steps(3).baseline(baseline).of(0, sample);
    for (int i = 0; i < 3; i++) {
      assertEquals(kernel.get(i, 0) * (sample[i] - baseline[i]), found.values()[0][i], 1e-6);
    }
    assertEquals(network.predict(sample)[0], found.score());
    assertEquals(network.predict(baseline)[0], found.baselineScore());
    assertEquals(0, found.completenessError(), 1e-6);
  }

  @Test
  void integratedGradientsAddUpTheBetterTheMoreSteps() throws Exception {
    CompiledModel network = trained();
    float[] sample = sample(12, 30);
    IntegratedGradients fifty = IntegratedGradients.of(network);
    Attribution coarse = fifty.steps(2).of(2, sample);
    Attribution fine = fifty.steps(500).of(2, sample);
    double difference = (double) fine.score() - fine.baselineScore();
    assertTrue(Math.abs(difference) > 0.1, () -> "a difference of " + difference);
    assertTrue(
        Math.abs(coarse.completenessError()) > 10 * Math.abs(fine.completenessError()),
        () -> coarse.completenessError() + " and " + fine.completenessError());
    assertEquals(0, fine.completenessError(), 1e-5);
    assertEquals(0, fifty.of(2, sample).completenessError(), 1e-3);
    assertEquals(fine.sum(), difference, 1e-5);
  }

  @Test
  void gradientsOfBothScoresAgreeWithCentralDifferencesOfPredictions() throws Exception {
    CompiledModel network = trained();
    float[] sample = sample(12, 31);
    float[] logits = Saliency.of(network).gradient(1, sample)[0];
    float[] outputs = Saliency.of(network, "kind", Score.OUTPUT).gradient(1, sample)[0];
    float step = 1e-2f;
    for (int i = 0; i < sample.length; i++) {
      float[] above = sample.clone();
      float[] below = sample.clone();
      above[i] += step;
      below[i] -= step;
      float[] up = network.predict(above);
      float[] down = network.predict(below);
      assertEquals((up[1] - down[1]) / (2 * step), outputs[i], 1e-3, "probability by " + i);
      // Logits differ from logarithms of probabilities by a number that is the same for all
      double ofOdds = Math.log(up[1] / up[0]) - Math.log(down[1] / down[0]);
      float other = Saliency.of(network).gradient(0, sample)[0][i];
      assertEquals(ofOdds / (2 * step), logits[i] - other, 2e-3, "logit by " + i);
    }
  }

  @Test
  void everyInputAndOutputIsReached() throws Exception {
    CompiledModel network = network(SEVERAL);
    float[][] sample = {sample(2, 1), sample(3, 2)};
    FMatrixRMaj left = network.layer("left").parameter("kernel");
    FMatrixRMaj right = network.layer("right").parameter("kernel");
    float[][] ofLogit = Saliency.of(network, "left", Score.LOGIT).gradient(1, sample);
    float[][] ofOutput = Saliency.of(network, "left", Score.OUTPUT).gradient(1, sample);
    float[][] ofRight = Saliency.of(network, "right", Score.LOGIT).gradient(3, sample);
    float probability = network.predictAll(rows(sample))[0][0][1];
    for (int i = 0; i < 5; i++) {
      int input = i < 2 ? 0 : 1;
      int j = i < 2 ? i : i - 2;
      assertEquals(left.get(i, 1), ofLogit[input][j], 1e-6);
      assertEquals(left.get(i, 1) * probability * (1 - probability), ofOutput[input][j], 1e-6);
      assertEquals(right.get(i, 3), ofRight[input][j], 1e-6);
    }
    Attribution found = IntegratedGradients.of(network, "right", Score.OUTPUT).of(0, sample);
    assertEquals(0, found.completenessError(), 1e-5);
  }

  private static float[][][] rows(float[][] sample) {
    float[][][] rows = new float[sample.length][][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[][] {sample[i]};
    }
    return rows;
  }

  @Test
  void anInputThatIsAnOutputToo() throws Exception {
    CompiledModel network =
        network(
            """
            @Output @Input(3) Layer in();
            @Multiply({"in", "in"}) Layer square();
            @Output @Add({"square", "in"}) Layer sum();
            """);
    float[] sample = {1, -2, 3};
    assertArrayEquals(
        new float[] {0, 1, 0}, Saliency.of(network, "in", Score.LOGIT).gradient(1, sample)[0]);
    assertArrayEquals(
        new float[] {0, 0, 7}, Saliency.of(network, "sum", Score.LOGIT).gradient(2, sample)[0]);
  }

  @Test
  void smoothingDrawsTheSameForTheSameSeed() throws Exception {
    Saliency saliency = Saliency.of(trained());
    float[] sample = sample(12, 32);
    float[] first = saliency.smoothGradient(20, 0.1, 9, 0, sample)[0];
    assertArrayEquals(first, saliency.smoothGradient(20, 0.1, 9, 0, sample)[0]);
    assertTrue(first[0] != saliency.smoothGradient(20, 0.1, 8, 0, sample)[0][0]);
    float[] sharp = saliency.gradient(0, sample)[0];
    assertArrayEquals(sharp, saliency.smoothGradient(20, 0, 9, 0, sample)[0], 1e-6f);
  }

  @Test
  void aGradientAllocatesNothing() throws Exception {
    Saliency saliency = Saliency.of(network(CURVED));
    float[][] sample = {sample(12, 1)};
    float[][] found = {new float[12]};
    assertEquals(0, Allocations.least(() -> saliency.gradient(1, sample, found)));
  }

  @Test
  void explainingChangesNoBitsOfTraining() throws Exception {
    CompiledModel with = trained();
    CompiledModel without = Compiled.create(Compiled.layers(CURVED), 5);
    float[][] rows = new float[24][];
    float[][] targets = new float[24][3];
    for (int s = 0; s < rows.length; s++) {
      rows[s] = sample(12, s);
      targets[s][s % 3] = 1;
    }
    Trainer.of(without)
        .loss(Loss.CATEGORICAL_CROSSENTROPY)
        .build()
        .fit(Samples.of(rows, targets), Fit.epochs(3).batchSize(8).progress(Progress.NONE));
    assertArrayEquals(with.parameters(), without.parameters());
  }

  @Test
  void aPageShowsAMapForEachChannelOfALayer(@TempDir Path folder) throws Exception {
    CompiledModel network =
        network(
            """
            @Input({3, 4, 1}) Layer in();
            @Conv2D(filters = 5, kernelSize = 2) Layer features();
            @Flatten Layer flat();
            """);
    Path file = folder.resolve("page.html");
    ExplanationPage.titled("Layers")
        .activations(network.layer("features"), sample(12, 1))
        .activations(network.layer("flat"), sample(12, 1))
        .write(file);
    String page = Files.readString(file);
    assertEquals(5, page.split("width=\"3\" height=\"2\"", -1).length - 1);
    assertEquals(1, page.split("width=\"30\" height=\"1\"", -1).length - 1);
    assertTrue(page.contains("<h2>Layer features</h2>"), page);
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    CompiledModel plain = Compiled.create(Compiled.layers(LINEAR), 1);
    assertSays(
        IllegalStateException.class,
        "network Net has no gradients of its inputs; declare it @Network(explain = true)",
        () -> Saliency.of(plain));
    CompiledModel several = network(SEVERAL);
    assertSays(
        IllegalArgumentException.class,
        "network Net has the outputs [left, right]; name the one to explain",
        () -> IntegratedGradients.of(several));
    assertSays(
        IllegalArgumentException.class,
        "network Net has no output 'both'; it has [left, right]",
        () -> Saliency.of(several, "both", Score.LOGIT));
    Saliency saliency = Saliency.of(several, "right", Score.LOGIT);
    assertSays(
        IllegalArgumentException.class,
        "output 'right' has the elements 0 to 3, but 4 was to be explained",
        () -> saliency.gradient(4, new float[2], new float[3]));
    assertSays(
        IllegalArgumentException.class,
        "network Net has 2 inputs, but a sample of 1 was given",
        () -> saliency.of(0, new float[2]));
    assertSays(
        IllegalArgumentException.class,
        "input 'two' holds 3 values a sample, shape (3), but a sample has 4",
        () -> saliency.of(0, new float[2], new float[4]));
    IntegratedGradients integrated = IntegratedGradients.of(several, "right", Score.LOGIT);
    assertSays(
        IllegalArgumentException.class,
        "input 'one' holds 2 values a sample, shape (2), but a baseline has 3",
        () -> integrated.baseline(new float[3], new float[3]));
    assertSays(
        IllegalArgumentException.class,
        "steps are at least 1, but are 0",
        () -> integrated.steps(0));
    assertSays(
        IllegalArgumentException.class,
        "copies are at least 1 and noise at least 0, but they are 3 and NaN",
        () -> saliency.smoothGradient(3, Double.NaN, 1, 0, new float[2], new float[3]));
  }

  private static void assertSays(
      Class<? extends Exception> type,
      String message,
      org.junit.jupiter.api.function.Executable call) {
    assertEquals(message, assertThrows(type, call).getMessage());
  }
}

package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Workspace;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recurrent layers by Keras's formulas, worked out by hand, and whether they learn. */
class RecurrentLayersTest {
  private static final double NEAR = 1e-6;

  private static CompiledModel create(String layers)
      throws ReflectiveOperationException, IOException {
    Compilation compilation = Compiled.layers(layers);
    assertEquals(
        Compilation.Status.SUCCESS,
        compilation.status(),
        () -> compilation.diagnostics().toString());
    return Compiled.create(compilation, 5);
  }

  private static void set(CompiledModel model, double... values) {
    assertEquals(values.length, model.parameters().length);
    for (int i = 0; i < values.length; i++) {
      model.parameters()[i] = (float) values[i];
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void lstmOfOneUnit() throws ReflectiveOperationException, IOException {
    CompiledModel model = create("@Input({2, 1}) Layer in(); @LSTM(units = 1) Layer out();");
    assertEquals(
        List.of("out/kernel", "out/recurrent_kernel", "out/bias"),
        model.blueprint().parameters().stream().map(ParameterSpec::path).toList());
    // Kernel, recurrent kernel and bias of the gates i, f, c and o
    set(model, 0.5, -0.25, 0.75, 1, 0.1, 0.2, -0.3, 0.4, 0.01, 1, -0.02, 0.03);
    double c = sigmoid(0.5 * 2 + 0.01) * Math.tanh(0.75 * 2 - 0.02);
    double h = sigmoid(1 * 2 + 0.03) * Math.tanh(c);
    double i = sigmoid(0.5 * -1 + 0.1 * h + 0.01);
    double f = sigmoid(-0.25 * -1 + 0.2 * h + 1);
    double o = sigmoid(1 * -1 + 0.4 * h + 0.03);
    c = f * c + i * Math.tanh(0.75 * -1 - 0.3 * h - 0.02);
    assertEquals(o * Math.tanh(c), model.predict(new float[] {2, -1})[0], NEAR);
  }

  @Test
  void gruOfOneUnit() throws ReflectiveOperationException, IOException {
    CompiledModel model = create("@Input({2, 1}) Layer in(); @GRU(units = 1) Layer out();");
    // Kernel, recurrent kernel, bias and recurrent bias of the gates z, r and h
    set(model, 0.5, -0.25, 0.75, 0.1, 0.2, -0.3, 0.01, 0.02, 0.03, -0.1, -0.2, -0.3);
    double z = sigmoid(0.5 * 2 + 0.01 - 0.1);
    double r = sigmoid(-0.25 * 2 + 0.02 - 0.2);
    double h = (1 - z) * Math.tanh(0.75 * 2 + 0.03 + r * -0.3);
    z = sigmoid(0.5 * -1 + 0.01 + 0.1 * h - 0.1);
    r = sigmoid(-0.25 * -1 + 0.02 + 0.2 * h - 0.2);
    h = z * h + (1 - z) * Math.tanh(0.75 * -1 + 0.03 + r * (-0.3 * h - 0.3));
    assertEquals(h, model.predict(new float[] {2, -1})[0], NEAR);
  }

  /**
   * Two units, as the reset gates of all units are multiplied with the state before the product.
   */
  @Test
  void gruThatResetsFirst() throws ReflectiveOperationException, IOException {
    CompiledModel model =
        create("@Input({2, 1}) Layer in(); @GRU(units = 2, resetAfter = false) Layer out();");
    assertEquals(
        List.of("(1, 6)", "(2, 6)", "(6)"),
        model.blueprint().parameters().stream().map(p -> p.shape().toString()).toList());
    double[][] kernel = {{0.5, -0.5, -0.25, 0.25, 0.75, 0.5}};
    double[][] recurrent = {{0.1, 0.2, -0.3, 0.4, 0.7, -0.6}, {-0.2, 0.3, 0.5, 0.6, -0.8, 0.9}};
    double[] bias = {0.01, 0.02, 0.03, -0.1, -0.2, -0.3};
    set(
        model,
        Stream.of(kernel[0], recurrent[0], recurrent[1], bias)
            .flatMapToDouble(DoubleStream::of)
            .toArray());
    double[] h = new double[2];
    for (double x : new double[] {2, -1}) {
      double[] z = new double[2];
      double[] reset = new double[2];
      for (int j = 0; j < 2; j++) {
        z[j] =
            sigmoid(x * kernel[0][j] + bias[j] + h[0] * recurrent[0][j] + h[1] * recurrent[1][j]);
        int r = 2 + j;
        reset[j] =
            h[j]
                * sigmoid(
                    x * kernel[0][r] + bias[r] + h[0] * recurrent[0][r] + h[1] * recurrent[1][r]);
      }
      for (int j = 0; j < 2; j++) {
        int g = 4 + j;
        double sum = reset[0] * recurrent[0][g] + reset[1] * recurrent[1][g];
        h[j] = z[j] * h[j] + (1 - z[j]) * Math.tanh(x * kernel[0][g] + bias[g] + sum);
      }
    }
    float[] y = model.predict(new float[] {2, -1});
    assertEquals(h[0], y[0], NEAR);
    assertEquals(h[1], y[1], NEAR);
  }

  @Test
  void bothDirectionsOfASimpleLayer() throws ReflectiveOperationException, IOException {
    CompiledModel model =
        create(
            """
            @Input({2, 1}) Layer in();
            @SimpleRNN(units = 1, activation = LINEAR, returnSequences = true, bidirectional = Bidirectional.CONCAT) Layer out();
            """);
    assertEquals(
        List.of(
            "out/forward_kernel",
            "out/forward_recurrent_kernel",
            "out/forward_bias",
            "out/backward_kernel",
            "out/backward_recurrent_kernel",
            "out/backward_bias"),
        model.blueprint().parameters().stream().map(ParameterSpec::path).toList());
    set(model, 1, 0.5, 0, 10, 0.5, 0);
    // Forward 2, then 2 / 2 - 1; backward -10 at the second place, then -10 / 2 + 20
    assertArrayEquals(new float[] {2, 15, 0, -10}, model.predict(new float[] {2, -1}));
  }

  @Test
  void backwardsInTheOrderOfReading() throws ReflectiveOperationException, IOException {
    CompiledModel model =
        create(
            """
            @Input({3, 1}) Layer in();
            @SimpleRNN(units = 1, activation = LINEAR, returnSequences = true, goBackwards = true) Layer out();
            """);
    set(model, 1, 1, 0);
    assertArrayEquals(new float[] {3, 5, 6}, model.predict(new float[] {1, 2, 3}));
  }

  /** A decoder that begins as the encoder ended goes on as one layer over both sequences does. */
  @Test
  void statesGoFromALayerToAnother() throws ReflectiveOperationException, IOException {
    CompiledModel model =
        create(
            """
            @Input({6, 2}) Layer in();
            @Slice(begin = {0, 0}, size = {4, -1}) Layer begin();
            @LSTM(units = 3, returnState = true) Layer encoder();
            @Slice(begin = {1, 0}, size = {1, -1}) Layer h();
            @Slice(begin = {2, 0}, size = {1, -1}, input = "encoder") Layer c();
            @Slice(begin = {4, 0}, size = {2, -1}, input = "in") Layer end();
            @LSTM(units = 3, returnSequences = true, initialState = {"h", "c"}) Layer decoder();
            """);
    CompiledModel whole =
        create("@Input({6, 2}) Layer in(); @LSTM(units = 3, returnSequences = true) Layer all();");
    int half = model.parameters().length / 2;
    System.arraycopy(model.parameters(), 0, model.parameters(), half, half);
    System.arraycopy(model.parameters(), 0, whole.parameters(), 0, half);
    Random random = new Random(1);
    float[] x = new float[12];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    assertArrayEquals(Arrays.copyOfRange(whole.predict(x), 12, 18), model.predict(x));
  }

  /** Units that only remember show which of them were dropped. */
  @Test
  void trainingDropsTheSameHiddenUnitsAtAllSteps()
      throws ReflectiveOperationException, IOException {
    CompiledModel model =
        create(
            """
            @Input({3, 1}) Layer in();
            @SimpleRNN(units = 400, activation = LINEAR, returnSequences = true, recurrentDropout = 0.25) Layer out();
            """);
    Arrays.fill(model.parameters(), 0);
    Arrays.fill(model.parameters(), 0, 400, 1);
    for (int j = 0; j < 400; j++) {
      model.parameters()[400 + 401 * j] = 1;
    }
    float[] x = {1, 0, 0};
    float[] ones = new float[1200];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, model.predict(x));
    float[] first = trained(model, x, 9);
    assertArrayEquals(first, trained(model, x, 9));
    float scale = 1 / 0.75f;
    int dropped = 0;
    int changed = 0;
    float[] other = trained(model, x, 10);
    for (int j = 0; j < 400; j++) {
      assertEquals(1, first[j]);
      float factor = first[400 + j];
      assertTrue(factor == 0 || factor == scale, () -> "times " + factor);
      assertEquals(factor * factor, first[800 + j]);
      dropped += factor == 0 ? 1 : 0;
      changed += factor == other[400 + j] ? 0 : 1;
    }
    assertEquals(0.25, dropped / 400.0, 0.06);
    // 2 p (1 - p) differ under another key
    assertEquals(0.375, changed / 400.0, 0.08);
  }

  private static float[] trained(CompiledModel model, float[] x, long key) {
    Workspace workspace = model.workspace(1, true);
    workspace.input(0, new float[][] {x}, 0, 1);
    workspace.noise(key);
    model.forwardTraining(workspace, 1);
    return workspace.layer(1)[0].clone();
  }

  @Test
  void forgetGatesBeginOpen() throws ReflectiveOperationException, IOException {
    CompiledModel model =
        create(
            """
            @Input({4, 3}) Layer in();
            @LSTM(units = 2, returnSequences = true, biasInitializer = @Init(value = Initializer.CONSTANT, constant = 0.5)) Layer open();
            @LSTM(units = 2, unitForgetBias = false) Layer closed();
            """);
    assertArrayEquals(
        new float[] {0.5f, 0.5f, 1, 1, 0.5f, 0.5f, 0.5f, 0.5f},
        model.layer("open").parameter("bias").data);
    assertArrayEquals(new float[8], model.layer("closed").parameter("bias").data);
  }

  /**
   * The adding problem (Hochreiter and Schmidhuber, 1997): the sum of two numbers marked of ten.
   */
  @Test
  void learnsToAddMarkedNumbers() throws ReflectiveOperationException, IOException {
    CompiledModel model =
        create(
            """
            @Input({10, 2}) Layer in();
            @GRU(units = 16) Layer gru();
            @Dense(units = 1) Layer out();
            """);
    Random random = new Random(2);
    float[][] inputs = new float[1500][20];
    float[][] targets = new float[1500][1];
    for (int s = 0; s < inputs.length; s++) {
      for (int step = 0; step < 10; step++) {
        inputs[s][2 * step] = random.nextFloat();
      }
      for (int marked : List.of(random.nextInt(5), 5 + random.nextInt(5))) {
        inputs[s][2 * marked + 1] = 1;
        targets[s][0] += inputs[s][2 * marked];
      }
    }
    Samples samples = Samples.of(inputs, targets);
    Trainer trainer =
        Trainer.of(model)
            .optimizer(Adam.create().learningRate(0.01))
            .loss("out", Loss.MEAN_SQUARED_ERROR)
            .build();
    trainer.fit(samples, Fit.epochs(40).batchSize(50).progress(Progress.NONE));
    // Who always says 1 has an error of 1/6
    double error = trainer.evaluate(samples).loss();
    assertTrue(error < 0.01, () -> "the error is " + error);
  }
}

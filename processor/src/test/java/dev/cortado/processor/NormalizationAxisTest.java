package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Normalization along other axes than the last. */
class NormalizationAxisTest {
  private static CompiledModel create(String layers) throws Exception {
    Compilation compilation = Compiled.layers(layers);
    assertEquals(
        Compilation.Status.SUCCESS,
        compilation.status(),
        () -> compilation.diagnostics().toString());
    return Compiled.create(compilation, 5);
  }

  /** As if the axes had been brought to the end by hand, while training too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@BatchNormalization(axis = 0) | @BatchNormalization | {1, 2, 0} | {2, 0, 1}",
        "@BatchNormalization(axis = -2) | @BatchNormalization | {0, 2, 1} | {0, 2, 1}",
        "@LayerNormalization(axis = 0) | @LayerNormalization | {1, 2, 0} | {2, 0, 1}",
        "@LayerNormalization(axis = {-3, 2}) | @LayerNormalization(axis = {2, 1})"
            + " | {1, 0, 2} | {1, 0, 2}"
      })
  void theSameBitsAsOfAPermutation(String layer, String atEnd, String there, String back)
      throws Exception {
    String rest = " Layer norm(); %s @Flatten Layer flat(); @Dense(units = 2) Layer out();";
    CompiledModel direct = create("@Input({3, 4, 5}) Layer in();" + layer + rest.formatted(""));
    CompiledModel permuted =
        create(
            "@Input({3, 4, 5}) Layer in(); @Permute(%s) Layer there(); ".formatted(there)
                + atEnd
                + rest.formatted("@Permute(%s) Layer back();".formatted(back)));
    Random random = new Random(1);
    float[][] inputs = new float[20][60];
    float[][] targets = new float[20][2];
    for (int s = 0; s < inputs.length; s++) {
      for (int i = 0; i < 60; i++) {
        inputs[s][i] = (float) (1 + random.nextGaussian());
      }
      targets[s][0] = inputs[s][0];
    }
    assertArrayEquals(direct.parameters(), permuted.parameters());
    for (CompiledModel model : new CompiledModel[] {direct, permuted}) {
      Trainer.of(model)
          .loss("out", Loss.MEAN_SQUARED_ERROR)
          .build()
          .fit(Samples.of(inputs, targets), Fit.epochs(3).batchSize(8).progress(Progress.NONE));
    }
    assertArrayEquals(direct.parameters(), permuted.parameters());
    assertArrayEquals(direct.predict(inputs[0]), permuted.predict(inputs[0]));
  }

  /** All numbers of a sample have one mean and one variance, and each a gamma of its own. */
  @Test
  void allNumbersOfASample() throws Exception {
    CompiledModel model =
        create("@Input({2, 3}) Layer in(); @LayerNormalization(axis = {0, 1}) Layer out();");
    assertEquals("(2, 3)", model.blueprint().parameters().get(0).shape().toString());
    IntStream.range(0, 6).forEach(i -> model.parameters()[i] = i);
    float[] x = {1, 2, 3, 4, 6, 14};
    double mean = 5;
    double deviation = Math.sqrt((16 + 9 + 4 + 1 + 1 + 81) / 6.0 + 1e-3);
    float[] y = model.predict(x);
    for (int i = 0; i < 6; i++) {
      assertEquals(i * (x[i] - mean) / deviation, y[i], 1e-6, Arrays.toString(y));
    }
  }
}

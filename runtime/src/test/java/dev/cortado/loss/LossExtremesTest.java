package dev.cortado.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.model.Head;
import dev.cortado.model.Outputs;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses at the ends of their ranges, against values known in closed form. */
class LossExtremesTest {
  private static final double LOG_2 = Math.log(2);

  private static void check(
      Loss loss, Head head, float[] prediction, float[] target, double value, double... slopes) {
    float[] gradient = new float[prediction.length];
    Arrays.fill(gradient, Float.NaN);
    Loss.OutputLoss onOutput = loss.on(Outputs.of(head, prediction.length));
    double found = onOutput.sample(prediction, target, prediction.length, gradient);
    assertEquals(value, found, 1e-6 * Math.abs(value) + 1e-12);
    for (int i = 0; i < slopes.length; i++) {
      assertEquals(slopes[i], gradient[i], 1e-6 * Math.abs(slopes[i]) + 1e-30, "value " + i);
    }
  }

  /** One value, so the slope is that of the value; {@link #check} scales by the size. */
  @ParameterizedTest
  @CsvSource({
    "1e4, 1, 0, 0",
    "1e4, 0, 1e4, 1",
    "-1e4, 1, 1e4, -1",
    "-1e4, 0, 0, 0",
    "3e38, 0, 3e38, 1",
    "-3e38, 1, 3e38, -1",
    "88, 1, 0, -6.054601895401186e-39",
    "88, 0, 88, 1",
    "-88, 1, 88, -1",
    "-88, 0, 0, 6.054601895401186e-39",
    "0, 1, 0.6931471805599453, -0.5",
    "-0.0, 0, 0.6931471805599453, 0.5",
    "88, 0.5, 44, 0.5"
  })
  void binaryCrossentropyOfSaturatedLogits(float x, float y, double value, double slope) {
    check(Loss.BINARY_CROSSENTROPY, Head.SIGMOID, new float[] {x}, new float[] {y}, value, slope);
  }

  /** Where the answer is wrong the focal factor is 1, where it is right all is 0. */
  @ParameterizedTest
  @CsvSource({
    "1e4, 1, 0, 0",
    "1e4, 0, 1e4, 1",
    "-1e4, 1, 1e4, -1",
    "-1e4, 0, 0, 0",
    "88, 0, 88, 1",
    "-88, 1, 88, -1",
  })
  void binaryFocalCrossentropyOfSaturatedLogits(float x, float y, double value, double slope) {
    for (double gamma : new double[] {0, 0.5, 1, 2}) {
      check(
          Loss.BINARY_FOCAL_CROSSENTROPY.gamma(gamma),
          Head.SIGMOID,
          new float[] {x},
          new float[] {y},
          value,
          slope);
    }
  }

  /** The slope of what is nearly right is small, and as exact as one of 1. */
  @Test
  void binaryFocalCrossentropyOfNearlySaturatedLogits() {
    Loss plain = Loss.BINARY_FOCAL_CROSSENTROPY.gamma(0);
    double miss = Math.exp(-40);
    check(plain, Head.SIGMOID, new float[] {40}, new float[] {1}, 0, -miss);
    check(plain, Head.SIGMOID, new float[] {-40}, new float[] {0}, 0, miss);
  }

  static Stream<Loss> categorical() {
    return Stream.of(
        Loss.CATEGORICAL_CROSSENTROPY,
        Loss.CATEGORICAL_FOCAL_CROSSENTROPY.alpha(1).gamma(0),
        Loss.CATEGORICAL_FOCAL_CROSSENTROPY.alpha(1).gamma(0.5),
        Loss.CATEGORICAL_FOCAL_CROSSENTROPY.alpha(1));
  }

  @ParameterizedTest
  @MethodSource("categorical")
  void saturatedSoftmaxKeepsItsGradient(Loss loss) {
    float[] logits = {-1e4f, 1e4f, 0};
    check(loss, Head.SOFTMAX, logits, new float[] {0, 1, 0}, 0, 0, 0, 0);
    check(loss, Head.SOFTMAX, logits, new float[] {1, 0, 0}, 2e4, -3, 3, 0);
    check(loss, Head.SOFTMAX, logits, new float[] {0, 0, 1}, 1e4, 0, 3, -3);
    float[] greatest = {3e38f, -3e38f};
    check(loss, Head.SOFTMAX, greatest, new float[] {0, 1}, 2.0 * 3e38f, 2, -2);
    float[] close = {88, -88, -0.0f};
    check(loss, Head.SOFTMAX, close, new float[] {0, 0, 1}, 88, 3, 0, -3);
  }

  @Test
  void saturatedSoftmaxWithLabels() {
    float[] logits = {-1e4f, 1e4f, 0};
    Loss loss = Loss.SPARSE_CATEGORICAL_CROSSENTROPY;
    check(loss, Head.SOFTMAX, logits, new float[] {1}, 0, 0, 0, 0);
    check(loss, Head.SOFTMAX, logits, new float[] {0}, 2e4, -3, 3, 0);
    check(loss, Head.SOFTMAX, new float[] {0, -0.0f}, new float[] {1}, LOG_2, 1, -1);
  }

  @Test
  void klDivergenceOfASaturatedSoftmax() {
    float[] logits = {-1e4f, 1e4f};
    // Targets of 0 count as 1e-7
    double entropy = 1e-7 * Math.log(1e-7);
    check(
        Loss.KL_DIVERGENCE,
        Head.SOFTMAX,
        logits,
        new float[] {0, 1},
        entropy + 1e-7 * 2e4,
        -2e-7,
        2 * (1 + 1e-7 - 1));
    check(Loss.KL_DIVERGENCE, Head.SOFTMAX, logits, new float[] {1, 0}, entropy + 2e4, -2, 2);
  }

  /** Keras clips to 1e-7 and, in floats, to 1 - 1.19e-7. */
  @Test
  void clippedProbabilitiesHaveNoGradient() {
    double low = -Math.log(1e-7);
    double high = -Math.log(1 - (float) (1 - 1e-7));
    float[] one = {1};
    float[] zero = {0};
    check(Loss.BINARY_CROSSENTROPY, Head.NONE, zero, one, low, 0);
    check(Loss.BINARY_CROSSENTROPY, Head.NONE, one, zero, high, 0);
    check(Loss.BINARY_CROSSENTROPY, Head.NONE, new float[] {-3}, one, low, 0);
    check(Loss.BINARY_CROSSENTROPY, Head.NONE, new float[] {5}, zero, high, 0);
    check(Loss.BINARY_FOCAL_CROSSENTROPY.gamma(0), Head.NONE, zero, one, low, 0);
    // The factor (1 - pt)² is not clipped
    check(Loss.BINARY_FOCAL_CROSSENTROPY, Head.NONE, zero, one, low, -2 * low);
    float[] sure = {0, 1, 0};
    for (Loss loss :
        new Loss[] {
          Loss.CATEGORICAL_CROSSENTROPY, Loss.CATEGORICAL_FOCAL_CROSSENTROPY.gamma(0).alpha(1)
        }) {
      check(loss, Head.NONE, sure, new float[] {1, 0, 0}, low, 0, 0, 0);
      check(loss, Head.NONE, sure, new float[] {0, 1, 0}, 1.1920929665620834e-7, 0, 0, 0);
    }
    Loss sparse = Loss.SPARSE_CATEGORICAL_CROSSENTROPY;
    check(sparse, Head.NONE, sure, new float[] {2}, low, 0, 0, 0);
    check(sparse, Head.NONE, sure, new float[] {1}, 1.1920929665620834e-7, 0, 0, 0);
    double entropy = 2e-7 * Math.log(1e-7);
    check(
        Loss.KL_DIVERGENCE, Head.NONE, sure, new float[] {1, 0, 0}, entropy / 2 + low, 0, -3e-7, 0);
    float[] more = {1.5f, 0.5f};
    check(Loss.KL_DIVERGENCE, Head.NONE, more, new float[] {0.5f, 0.5f}, Math.log(0.5) / 2, 0, -2);
  }

  @Test
  void certainFocalLossesStayFinite() {
    for (double gamma : new double[] {0, 0.3, 1, 2}) {
      BinaryFocalCrossentropy binary = Loss.BINARY_FOCAL_CROSSENTROPY.gamma(gamma);
      CategoricalFocalCrossentropy categorical = Loss.CATEGORICAL_FOCAL_CROSSENTROPY.gamma(gamma);
      for (int right = 0; right < 2; right++) {
        float[] target = {right, 1 - right};
        for (Loss loss : new Loss[] {binary, categorical}) {
          float[] gradient = new float[2];
          Loss.OutputLoss onOutput = loss.on(Outputs.of(Head.NONE, 2));
          assertTrue(Double.isFinite(onOutput.sample(target.clone(), target, 1, gradient)));
          assertTrue(Float.isFinite(gradient[0]) && Float.isFinite(gradient[1]), loss.toString());
        }
      }
    }
  }

  @Test
  void hugeErrors() {
    float[] prediction = {1e20f};
    float[] target = {-1e20f};
    double error = 2.0 * 1e20f;
    check(Loss.MEAN_SQUARED_ERROR, Head.NONE, prediction, target, error * error, 2 * error);
    check(Loss.MEAN_ABSOLUTE_ERROR, Head.NONE, prediction, target, error, 1);
    check(Loss.MEAN_ABSOLUTE_ERROR, Head.NONE, target, prediction, error, -1);
    check(Loss.LOG_COSH, Head.NONE, prediction, target, error, 1);
    check(Loss.LOG_COSH, Head.NONE, target, prediction, error, -1);
    check(Loss.LOG_COSH, Head.NONE, new float[] {-90}, new float[] {10}, 100 - LOG_2, -1);
    check(Loss.HUBER, Head.NONE, prediction, target, error, 1);
    check(Loss.HINGE, Head.NONE, prediction, new float[] {-1}, 1e20f, 1);
    check(Loss.SQUARED_HINGE, Head.NONE, prediction, new float[] {0}, 1e20 * 1e20, 2e20);
    check(Loss.POISSON, Head.NONE, prediction, new float[] {0}, 1e20f, 1);
    check(
        Loss.MEAN_ABSOLUTE_PERCENTAGE_ERROR,
        Head.NONE,
        prediction,
        new float[] {0},
        100 * 1e20 / 1e-7,
        1e9);
  }

  @Test
  void perfectPredictionsHaveNoGradient() {
    for (Loss loss :
        new Loss[] {
          Loss.MEAN_SQUARED_ERROR,
          Loss.MEAN_ABSOLUTE_ERROR,
          Loss.MEAN_ABSOLUTE_PERCENTAGE_ERROR,
          Loss.MEAN_SQUARED_LOGARITHMIC_ERROR,
          Loss.LOG_COSH,
          Loss.HUBER
        }) {
      check(loss, Head.NONE, new float[] {0, 3, 1e6f}, new float[] {0, 3, 1e6f}, 0, 0, 0, 0);
    }
  }

  /** Formulas at the epsilons of Keras: below 1e-7 it replaces values, which ends the slope. */
  @Test
  void valuesBelowEpsilon() {
    double gap = Math.log1p(1e-7) - Math.log(4);
    check(
        Loss.MEAN_SQUARED_LOGARITHMIC_ERROR,
        Head.NONE,
        new float[] {-2},
        new float[] {3},
        gap * gap,
        0);
    check(Loss.POISSON, Head.NONE, new float[] {0}, new float[] {2}, -2 * Math.log(1e-7), 1 - 2e7);
    float[] zero = {0, 0};
    check(Loss.COSINE_SIMILARITY, Head.NONE, zero, new float[] {3, 4}, 0, -2e7 * 0.6, -2e7 * 0.8);
    check(Loss.COSINE_SIMILARITY, Head.NONE, new float[] {3, 4}, zero, 0, 0, 0);
    float[] tiny = {3e-9f, 4e-9f};
    float[] same = {3, 4};
    check(Loss.COSINE_SIMILARITY, Head.NONE, tiny, same, -0.05, -2e7 * 0.6, -2e7 * 0.8);
  }

  @Test
  void ignoredLabelsHaveNeitherLossNorGradient() {
    for (Head head : new Head[] {Head.NONE, Head.SOFTMAX}) {
      Loss.OutputLoss loss =
          Loss.SPARSE_CATEGORICAL_CROSSENTROPY.ignoreClass(-1).on(Outputs.of(head, 3, 2));
      Loss.OutputLoss single = Loss.SPARSE_CATEGORICAL_CROSSENTROPY.on(Outputs.of(head, 2));
      float[] prediction = {0.2f, 0.8f, 0.3f, 0.7f, 0.6f, 0.4f};
      float[] gradient = new float[6];
      Arrays.fill(gradient, Float.NaN);
      float[] own = new float[2];
      double value = single.sample(new float[] {0.3f, 0.7f}, new float[] {1}, 1, own);

      assertEquals(1 / 3.0, loss.counted(new float[] {-1, 1, -1}));
      assertEquals(value / 3, loss.sample(prediction, new float[] {-1, 1, -1}, 3, gradient), 1e-12);
      assertArrayEquals(new float[] {0, 0, own[0], own[1], 0, 0}, gradient);
      assertEquals(0, loss.counted(new float[] {-1, -1, -1}));
      assertEquals(0, loss.sample(prediction, new float[] {-1, -1, -1}, 3, gradient));
      assertArrayEquals(new float[6], gradient);
      assertEquals(1, single.counted(new float[] {0}));
    }
  }
}

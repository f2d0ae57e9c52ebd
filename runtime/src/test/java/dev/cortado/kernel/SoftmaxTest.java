package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftmaxTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 10", "7, 3", "5, 1", "2, 1000"})
  void agreesWithTheDefinition(int groups, int size) {
    float[] logits = random(groups * size, 8, 1);
    double[] expected = softmax(logits, size);
    float[] output = new float[logits.length];
    float[] logOutput = new float[logits.length];
    Softmax.softmax(logits, output, size);
    Softmax.logSoftmax(logits, logOutput, size);
    for (int i = 0; i < logits.length; i++) {
      // Each addition in float rounds, and so does the difference from the greatest, up to 16
      assertEquals(expected[i], output[i], expected[i] * 6e-8 * (size + 20));
      assertEquals(Math.log(expected[i]), logOutput[i], 6e-8 * (size + 20));
    }
    float[] inPlace = logits.clone();
    Softmax.softmax(inPlace, inPlace, size);
    assertArrayEquals(output, inPlace);
    inPlace = logits.clone();
    Softmax.logSoftmax(inPlace, inPlace, size);
    assertArrayEquals(logOutput, inPlace);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 10", "7, 3", "2, 200"})
  void gradientsAgreeWithDifferences(int groups, int size) {
    float[] logits = random(groups * size, 3, 2);
    float[] outputGradient = random(groups * size, 1, 3);
    float[] output = new float[logits.length];
    float[] found = new float[logits.length];
    Softmax.softmax(logits, output, size);
    Softmax.softmaxGradient(output, outputGradient, found, size);
    assertGradient(logits, outputGradient, found, size, false);
    float[] inPlace = outputGradient.clone();
    Softmax.softmaxGradient(output, inPlace, inPlace, size);
    assertArrayEquals(found, inPlace);

    Softmax.logSoftmax(logits, output, size);
    Softmax.logSoftmaxGradient(output, outputGradient, found, size);
    assertGradient(logits, outputGradient, found, size, true);
    inPlace = outputGradient.clone();
    Softmax.logSoftmaxGradient(output, inPlace, inPlace, size);
    assertArrayEquals(found, inPlace);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 1, 10", "13, 2, 7", "5, 1, 33", "2, 3, 200", "0, 1, 4"})
  void batchesHaveTheBitsOfSingleSamples(int samples, int groups, int size) {
    float[][] logits = new float[samples][];
    float[][] output = new float[samples][groups * size];
    float[][] logOutput = new float[samples][groups * size];
    for (int s = 0; s < samples; s++) {
      logits[s] = random(groups * size, 8, s);
    }
    Scratch scratch = new Scratch();
    Softmax.softmax(logits, output, samples, size, scratch);
    Softmax.logSoftmax(logits, logOutput, samples, size, scratch);
    for (int s = 0; s < samples; s++) {
      float[] expected = new float[groups * size];
      Softmax.softmax(logits[s], expected, size);
      assertArrayEquals(expected, output[s]);
      Softmax.logSoftmax(logits[s], expected, size);
      assertArrayEquals(expected, logOutput[s]);
    }
    float[][] inPlace = Arrays.stream(logits).map(float[]::clone).toArray(float[][]::new);
    Softmax.softmax(inPlace, inPlace, samples, size, scratch);
    assertArrayEquals(output, inPlace);
    Softmax.logSoftmax(logits, logits, samples, size, scratch);
    assertArrayEquals(logOutput, logits);
  }

  @Test
  void survivesGreatLogits() {
    float[] output = new float[3];
    Softmax.softmax(new float[] {3e38f, -3e38f, 3e38f}, output, 3);
    assertArrayEquals(new float[] {0.5f, 0, 0.5f}, output);
    Softmax.logSoftmax(new float[] {1000, 1000, -1000}, output, 3);
    float half = (float) -Math.log(2);
    assertArrayEquals(new float[] {half, half, (float) (-2000 - Math.log(2))}, output);
  }

  @Test
  void negativeInfinityHasProbabilityZero() {
    float[] output = new float[2];
    Softmax.softmax(new float[] {-INFINITY, 5}, output, 2);
    assertArrayEquals(new float[] {0, 1}, output);
    Softmax.logSoftmax(new float[] {-INFINITY, 5}, output, 2);
    assertArrayEquals(new float[] {-INFINITY, 0}, output);
  }

  @Test
  void groupsThatHaveNoResultAreNaNAndLeaveTheOthersAlone() {
    float[][] groups = {{-INFINITY, -INFINITY}, {Float.NaN, 1}, {1, INFINITY}};
    for (float[] group : groups) {
      float[] logits = {0, 0, group[0], group[1], 7, 7};
      float[] output = new float[6];
      Softmax.softmax(logits, output, 2);
      float nan = Float.NaN;
      assertArrayEquals(new float[] {0.5f, 0.5f, nan, nan, 0.5f, 0.5f}, output);
      Softmax.logSoftmax(logits, output, 2);
      assertTrue(Float.isNaN(output[2]) && Float.isNaN(output[3]));
      assertEquals((float) -Math.log(2), output[5]);
    }
  }

  @Test
  void refusesArraysThatAreNoGroups() {
    float[] four = new float[4];
    float[] six = new float[6];
    assertThrows(IllegalArgumentException.class, () -> Softmax.softmax(four, four, 3));
    assertThrows(IllegalArgumentException.class, () -> Softmax.softmax(four, six, 2));
    assertThrows(IllegalArgumentException.class, () -> Softmax.softmax(four, four, 0));
    assertThrows(IllegalArgumentException.class, () -> Softmax.logSoftmax(four, six, 2));
    assertThrows(IllegalArgumentException.class, () -> Softmax.softmaxGradient(four, four, six, 2));
    assertThrows(
        IllegalArgumentException.class, () -> Softmax.logSoftmaxGradient(four, six, four, 2));
  }

  /** Compares with central differences of {@code sum(outputGradient * f(logits))}. */
  private static void assertGradient(
      float[] logits, float[] outputGradient, float[] found, int size, boolean log) {
    float h = 1 / 256f;
    for (int i = 0; i < logits.length; i++) {
      float[] shifted = logits.clone();
      shifted[i] = logits[i] + h;
      double above = weighted(shifted, outputGradient, size, log);
      double right = shifted[i];
      shifted[i] = logits[i] - h;
      double below = weighted(shifted, outputGradient, size, log);
      assertEquals((above - below) / (right - shifted[i]), found[i], 2e-5);
    }
  }

  private static double weighted(float[] logits, float[] weights, int size, boolean log) {
    double[] output = softmax(logits, size);
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      sum += weights[i] * (log ? Math.log(output[i]) : output[i]);
    }
    return sum;
  }

  private static double[] softmax(float[] logits, int size) {
    double[] output = new double[logits.length];
    for (int start = 0; start < logits.length; start += size) {
      double sum = 0;
      for (int i = start; i < start + size; i++) {
        sum += Math.exp(logits[i]);
      }
      for (int i = start; i < start + size; i++) {
        output[i] = Math.exp(logits[i]) / sum;
      }
    }
    return output;
  }

  private static float[] random(int length, double range, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (range * (2 * random.nextDouble() - 1));
    }
    return values;
  }
}

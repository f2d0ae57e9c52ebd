package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The distributions of random changes: over many draws, which are always the same. */
class NoiseTest {
  private static final int COUNT = 200_000;
  private static final long KEY = Noise.key(77, 3, 5);

  private static double mean(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  private static double variance(float[] values) {
    double mean = mean(values);
    return IntStream.range(0, values.length)
        .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
        .average()
        .orElseThrow();
  }

  private static float[] gaussians(long key) {
    float[] draws = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      draws[i] = Noise.gaussian(key, i);
    }
    return draws;
  }

  @Test
  void gaussianDrawsAreNormallyDistributed() {
    float[] draws = gaussians(KEY);
    assertEquals(0, mean(draws), 0.01);
    assertEquals(1, variance(draws), 0.015);
    // Of the normal distribution, parts within 1 and 2 deviations, and beyond 3
    assertEquals(0.6827, part(draws, 0, 1), 0.005);
    assertEquals(0.9545, part(draws, 0, 2), 0.003);
    assertEquals(0.0027, part(draws, 3, 7), 0.0006);
    assertEquals(1, part(draws, 0, 6.7));
  }

  private static double part(float[] draws, double from, double to) {
    return (double)
            IntStream.range(0, draws.length)
                .mapToDouble(i -> Math.abs(draws[i]))
                .filter(x -> x >= from && x < to)
                .count()
        / draws.length;
  }

  @Test
  void neighboursAndOtherKeysAreUnrelated() {
    float[] draws = gaussians(KEY);
    float[] others = gaussians(Noise.key(77, 3, 6));
    double neighbours = 0;
    double keys = 0;
    for (int i = 1; i < COUNT; i++) {
      neighbours += draws[i] * draws[i - 1];
      keys += draws[i] * others[i];
    }
    assertEquals(0, neighbours / COUNT, 0.01);
    assertEquals(0, keys / COUNT, 0.01);
  }

  @Test
  void dropoutDropsWhereTheDrawIsBelowTheRate() {
    float[] values = gaussians(KEY);
    float[] dropped = new float[COUNT];
    for (float rate : new float[] {0, 1f / 3, 0.5f, Math.nextDown(1f)}) {
      Dropout.apply(values, dropped, rate, KEY);
      float[] expected = new float[COUNT];
      for (int i = 0; i < COUNT; i++) {
        expected[i] = Noise.uniform(KEY, i) < rate ? 0 : values[i] * (1 / (1 - rate));
      }
      assertArrayEquals(expected, dropped);
    }
  }

  @Test
  void alphaDropoutKeepsMeanAndVariance() {
    float[] draws = gaussians(Noise.key(1, 2, 3));
    float[] dropped = new float[COUNT];
    AlphaDropout.apply(draws, dropped, 0.3f, KEY);
    assertEquals(0, mean(dropped), 0.01);
    assertEquals(1, variance(dropped), 0.02);
  }

  @Test
  void gaussianChangesHaveTheirDeviation() {
    float[] ones = new float[COUNT];
    Arrays.fill(ones, 1);
    float[] changed = new float[COUNT];
    GaussianNoise.add(ones, changed, 0.5f, KEY);
    assertEquals(1, mean(changed), 0.005);
    assertEquals(0.25, variance(changed), 0.005);
    GaussianNoise.multiply(ones, changed, 0.5f, KEY);
    assertEquals(1, mean(changed), 0.005);
    assertEquals(0.25, variance(changed), 0.005);
  }

  @Test
  void spatialDropoutDropsChannelsAsAWhole() {
    int channels = 1000;
    float[] values = new float[3 * channels];
    Arrays.fill(values, 1);
    float[] dropped = new float[3 * channels];
    SpatialDropout.apply(values, dropped, 0.25f, channels, KEY);
    float[] first = Arrays.copyOf(dropped, channels);
    assertEquals(1, mean(first), 0.06);
    for (float value : first) {
      assertTrue(value == 0 || value == 1 / 0.75f, () -> "a channel is " + value);
    }
    assertArrayEquals(first, Arrays.copyOfRange(dropped, channels, 2 * channels));
    assertArrayEquals(first, Arrays.copyOfRange(dropped, 2 * channels, 3 * channels));
  }
}

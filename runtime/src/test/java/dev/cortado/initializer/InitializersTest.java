package dev.cortado.initializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.model.Shape;
import dev.cortado.model.WeightInitializer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitializersTest {
  /** The share of a standard normal variable's values within -2 and 2. */
  private static final double WITHIN_TWO = 0.9544997361036416;

  @Test
  void constantsFillExactlyTheParameter() {
    float[] values = new float[8];
    Initializers.ones().fill(Shape.of(2, 2), new SplittableRandom(1), values, 3);
    assertArrayEquals(new float[] {0, 0, 0, 1, 1, 1, 1, 0}, values);
    Initializers.zeros().fill(Shape.of(1), new SplittableRandom(1), values, 4);
    Initializers.constant(0.1).fill(Shape.of(1, 1), new SplittableRandom(1), values, 0);
    assertArrayEquals(new float[] {0.1f, 0, 0, 1, 0, 1, 1, 0}, values);
  }

  static Stream<Arguments> all() {
    return Stream.of(
        Arguments.of("constant", Initializers.constant(3)),
        Arguments.of("uniform", Initializers.uniform(1, 2)),
        Arguments.of("normal", Initializers.normal(1, 2)),
        Arguments.of("truncatedNormal", Initializers.truncatedNormal(1, 2)),
        Arguments.of("glorotUniform", Initializers.glorotUniform()),
        Arguments.of("glorotNormal", Initializers.glorotNormal()),
        Arguments.of("heUniform", Initializers.heUniform()),
        Arguments.of("heNormal", Initializers.heNormal()),
        Arguments.of("lecunUniform", Initializers.lecunUniform()),
        Arguments.of("lecunNormal", Initializers.lecunNormal()),
        Arguments.of("orthogonal", Initializers.orthogonal(1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void drawsTheSameFromTheSameSeedAndStaysInItsPlace(String name, WeightInitializer initializer) {
    Shape shape = Shape.of(5, 7);
    float[] first = draw(initializer, shape, 42);
    float[] placed = new float[50];
    initializer.fill(shape, new SplittableRandom(42), placed, 10);
    assertArrayEquals(first, Arrays.copyOfRange(placed, 10, 45));
    assertArrayEquals(new float[10], Arrays.copyOfRange(placed, 0, 10));
    assertArrayEquals(new float[5], Arrays.copyOfRange(placed, 45, 50));
  }

  @Test
  void uniformIsUniformBetweenItsBounds() {
    float[] values = draw(Initializers.uniform(-0.5, 1.5), Shape.of(200_000), 1);
    assertDistribution(values, x -> Math.min(Math.max((x + 0.5) / 2, 0), 1));
  }

  @Test
  void normalIsNormal() {
    float[] values = draw(Initializers.normal(0.3, 2), Shape.of(200_000), 2);
    assertDistribution(values, x -> normalDistribution((x - 0.3) / 2));
    double mean = mean(values);
    assertEquals(0.3, mean, 5 * 2 / Math.sqrt(values.length));
    assertEquals(4, variance(values, mean), 5 * 4 * Math.sqrt(2.0 / values.length));
  }

  @Test
  void truncatedNormalIsNormalWithinTwoDeviations() {
    float[] values = draw(Initializers.truncatedNormal(-1, 0.5), Shape.of(200_000), 3);
    assertDistribution(
        values,
        x -> {
          double z = Math.min(Math.max((x + 1) / 0.5, -2), 2);
          return (normalDistribution(z) - normalDistribution(-2)) / WITHIN_TWO;
        });
    assertGreatest(1, values, -1);
  }

  static Stream<Arguments> scaled() {
    Shape dense = Shape.of(300, 100);
    Shape vector = Shape.of(30_000);
    Shape convolution = Shape.of(3, 5, 20, 100);
    return Stream.of(
        Arguments.of("glorot", dense, 2.0 / 400, true, Initializers.glorotUniform()),
        Arguments.of("glorot", dense, 2.0 / 400, false, Initializers.glorotNormal()),
        Arguments.of("he", dense, 2.0 / 300, true, Initializers.heUniform()),
        Arguments.of("he", dense, 2.0 / 300, false, Initializers.heNormal()),
        Arguments.of("lecun", dense, 1.0 / 300, true, Initializers.lecunUniform()),
        Arguments.of("lecun", dense, 1.0 / 300, false, Initializers.lecunNormal()),
        Arguments.of("glorot", vector, 1.0 / 30_000, true, Initializers.glorotUniform()),
        Arguments.of("he", vector, 2.0 / 30_000, false, Initializers.heNormal()),
        Arguments.of("glorot", convolution, 2.0 / 1800, true, Initializers.glorotUniform()),
        Arguments.of("he", convolution, 2.0 / 300, false, Initializers.heNormal()),
        Arguments.of("lecun", convolution, 1.0 / 300, true, Initializers.lecunUniform()));
  }

  @ParameterizedTest(name = "{0} {1} uniform: {3}")
  @MethodSource("scaled")
  void scaledInitializersHaveTheirVarianceAndBounds(
      String name, Shape shape, double variance, boolean uniform, WeightInitializer initializer) {
    float[] values = draw(initializer, shape, 4);
    double deviation = Math.sqrt(variance);
    assertEquals(0, mean(values), 5 * deviation / Math.sqrt(values.length));
    // The kurtosis of both distributions is below 3, so five deviations of a normal sample do
    assertEquals(variance, variance(values, 0), 5 * variance * Math.sqrt(2.0 / values.length));
    double limit = uniform ? Math.sqrt(3 * variance) : 2 * deviation / 0.87962566103423978;
    assertGreatest(limit, values, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8,8", "20,6", "6,20", "3,3,4,7", "2,3,30", "1,5", "5,1", "1,1"})
  void orthogonalHasOrthonormalRowsOrColumns(String sizes) {
    Shape shape = Shape.of(Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray());
    int columns = shape.last();
    int rows = shape.size() / columns;
    float[] values = draw(Initializers.orthogonal(1.5), shape, 5);
    boolean wide = rows < columns;
    int vectors = Math.min(rows, columns);
    for (int a = 0; a < vectors; a++) {
      for (int b = 0; b < vectors; b++) {
        double product = 0;
        for (int i = 0; i < Math.max(rows, columns); i++) {
          product +=
              wide
                  ? (double) values[a * columns + i] * values[b * columns + i]
                  : (double) values[i * columns + a] * values[i * columns + b];
        }
        assertEquals(a == b ? 2.25 : 0, product, 1e-6);
      }
    }
  }

  @Test
  void orthogonalIsUniformlyDistributed() {
    // Without the correction of signs, the first element would be of one sign
    int draws = 2000;
    double[] sums = new double[4];
    for (int seed = 0; seed < draws; seed++) {
      float[] values = draw(Initializers.orthogonal(1), Shape.of(2, 2), seed);
      for (int i = 0; i < 4; i++) {
        sums[i] += values[i];
      }
    }
    for (double sum : sums) {
      assertEquals(0, sum / draws, 5 * Math.sqrt(0.5 / draws));
    }
  }

  @Test
  void normalDrawsDoNotDependOnTheJavaVersion() {
    float[] values = draw(Initializers.normal(0, 1), Shape.of(4), 42);
    assertArrayEquals(polar(42, 4), values);
  }

  @Test
  void refusesParametersThatMakeNoSense() {
    assertThrows(IllegalArgumentException.class, () -> Initializers.constant(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Initializers.constant(1e39));
    assertThrows(IllegalArgumentException.class, () -> Initializers.uniform(1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> Initializers.uniform(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> Initializers.normal(0, -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Initializers.truncatedNormal(0, Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> Initializers.orthogonal(Double.NaN));
    WeightInitializer orthogonal = Initializers.orthogonal(1);
    assertThrows(IllegalArgumentException.class, () -> draw(orthogonal, Shape.of(4), 1));
  }

  private static float[] draw(WeightInitializer initializer, Shape shape, long seed) {
    float[] values = new float[shape.size()];
    initializer.fill(shape, new SplittableRandom(seed), values, 0);
    return values;
  }

  /** Marsaglia and Bray's method once more, from the generator's specified doubles. */
  private static float[] polar(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    int filled = 0;
    while (filled < count) {
      double u = random.nextDouble() * 2 - 1;
      double v = random.nextDouble() * 2 - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        values[filled++] = (float) (u * Math.sqrt(-2 * StrictMath.log(s) / s));
      }
    }
    return values;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(float[] values, double mean) {
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }

  /** Nothing lies beyond the limit, and something close to it on either side. */
  private static void assertGreatest(double limit, float[] values, double center) {
    double least = 0;
    double greatest = 0;
    for (float value : values) {
      least = Math.min(least, value - center);
      greatest = Math.max(greatest, value - center);
    }
    assertTrue(greatest <= limit * (1 + 1e-6) && greatest > 0.99 * limit, "greatest " + greatest);
    assertTrue(-least <= limit * (1 + 1e-6) && -least > 0.99 * limit, "least " + least);
  }

  /** The test of Kolmogorov and Smirnov at a level of about 1 in 10,000. */
  private static void assertDistribution(float[] values, DoubleUnaryOperator distribution) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = distribution.applyAsDouble(sorted[i]);
      distance = Math.max(distance, Math.abs(expected - (double) i / sorted.length));
      distance = Math.max(distance, Math.abs(expected - (i + 1.0) / sorted.length));
    }
    assertTrue(distance < 2.2 / Math.sqrt(sorted.length), "distance " + distance);
  }

  /** The distribution function of a standard normal variable, by its Maclaurin series. */
  private static double normalDistribution(double z) {
    double bounded = Math.min(Math.max(z, -8), 8);
    double term = bounded;
    double sum = bounded;
    for (int n = 1; n < 200; n++) {
      term *= bounded * bounded / (2 * n + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-bounded * bounded / 2) / Math.sqrt(2 * Math.PI);
  }
}

package dev.cortado.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {
  private static final int COUNT = 100_000;

  /** The mean and the variance of many draws, each the first of its own key. */
  private static double[] moments(ToDoubleFunction<Draws> draw) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < COUNT; i++) {
      double value = draw.applyAsDouble(new Draws(Randomness.mix(i)));
      sum += value;
      squares += value * value;
    }
    double mean = sum / COUNT;
    return new double[] {mean, squares / COUNT - mean * mean};
  }

  private static void assertMoments(double mean, double variance, ToDoubleFunction<Draws> draw) {
    double[] moments = moments(draw);
    // Five standard errors of the mean, and as wide a band about the variance
    assertEquals(mean, moments[0], 5 * Math.sqrt(variance / COUNT));
    assertEquals(variance, moments[1], 0.05 * variance);
  }

  @Test
  void uniformDrawsAreUniform() {
    assertMoments(0.5, 1 / 12.0, Draws::uniform);
    assertMoments(1, 16 / 12.0, draws -> draws.uniform(-1, 3));
    int[] counts = new int[7];
    Draws draws = new Draws(1);
    for (int i = 0; i < 70_000; i++) {
      counts[draws.below(7)]++;
    }
    for (int count : counts) {
      assertEquals(10_000, count, 500);
    }
  }

  @Test
  void normalDrawsAreNormal() {
    assertMoments(0, 1, Draws::normal);
    double[] fourth = moments(draws -> Math.pow(draws.normal(), 4));
    assertEquals(3, fourth[0], 0.15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 1, 2.5, 20})
  void gammaAndBetaDrawsHaveTheirMoments(double shape) {
    assertMoments(shape, shape, draws -> draws.gamma(shape));
    assertMoments(0.5, 1 / (4 * (2 * shape + 1)), draws -> draws.beta(shape));
  }

  @Test
  void betaDrawsStayWithinTheirRangeHoweverSmallAlphaIs() {
    Draws draws = new Draws(3);
    int ends = 0;
    for (int i = 0; i < 1000; i++) {
      double value = draws.beta(1e-6);
      assertTrue(value >= 0 && value <= 1);
      ends += value == 0 ? 1 : 0;
    }
    assertEquals(500, ends, 100);
  }

  @Test
  void aKeyGivesTheSameDraws() {
    Draws first = new Draws(9);
    Draws second = new Draws(9);
    for (int i = 0; i < 100; i++) {
      assertEquals(first.normal(), second.normal());
    }
  }
}

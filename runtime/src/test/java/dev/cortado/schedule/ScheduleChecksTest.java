package dev.cortado.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ScheduleChecksTest {
  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  private static void assertRefused(String name, Object value, String expected, Executable call) {
    assertMessage("%s of the schedule is %s, but %s".formatted(name, value, expected), call);
  }

  @Test
  void constant() {
    for (double rate : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertMessage(
          "learning rate is %s, but must be at least 0 and finite; 0.001 is a common one"
              .formatted(rate),
          () -> LearningRate.constant(rate));
    }
  }

  @Test
  void firstRates() {
    String expected = "must be at least 0 and finite";
    for (double rate : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String name = "initial rate";
      assertRefused(name, rate, expected, () -> LearningRate.exponentialDecay(rate, 1, 1));
      assertRefused(name, rate, expected, () -> LearningRate.stepDecay(rate, 1, 1));
      assertRefused(name, rate, expected, () -> LearningRate.inverseTimeDecay(rate, 1, 1));
      assertRefused(name, rate, expected, () -> LearningRate.polynomialDecay(rate, 1));
      assertRefused(name, rate, expected, () -> LearningRate.cosineDecay(rate, 1));
      assertRefused(name, rate, expected, () -> LearningRate.cosineDecayRestarts(rate, 1));
      assertRefused("maximum rate", rate, expected, () -> LearningRate.oneCycle(rate, 1));
      assertRefused(
          "rate", rate, expected, () -> LearningRate.piecewiseConstant(new long[] {1}, 0.1, rate));
      LinearWarmup warm = LearningRate.linearWarmup(1, LearningRate.constant(1));
      assertRefused("start rate", rate, expected, () -> warm.start(rate));
    }
  }

  @Test
  void steps() {
    String expected = "must be at least 1";
    for (long steps : new long[] {0, -5}) {
      String name = "decay steps";
      assertRefused(name, steps, expected, () -> LearningRate.exponentialDecay(1, steps, 1));
      assertRefused(name, steps, expected, () -> LearningRate.inverseTimeDecay(1, steps, 1));
      assertRefused(name, steps, expected, () -> LearningRate.polynomialDecay(1, steps));
      assertRefused(name, steps, expected, () -> LearningRate.cosineDecay(1, steps));
      assertRefused(
          "first decay steps", steps, expected, () -> LearningRate.cosineDecayRestarts(1, steps));
      assertRefused("total steps", steps, expected, () -> LearningRate.oneCycle(1, steps));
      assertRefused(
          "warm-up steps",
          steps,
          expected,
          () -> LearningRate.linearWarmup(steps, LearningRate.constant(1)));
    }
    assertRefused(
        "warm-up steps",
        -1,
        "must be at least 0",
        () -> LearningRate.cosineDecay(1, 1).warmup(1, -1));
  }

  @Test
  void otherNumbers() {
    String notNegative = "must be at least 0 and finite";
    String part = "must be between 0.0 and 1.0";
    PolynomialDecay polynomial = LearningRate.polynomialDecay(1, 1);
    CosineDecay cosine = LearningRate.cosineDecay(1, 1);
    CosineDecayRestarts restarts = LearningRate.cosineDecayRestarts(1, 1);
    OneCycle cycle = LearningRate.oneCycle(1, 1);
    assertRefused("decay rate", -0.5, notNegative, () -> LearningRate.exponentialDecay(1, 1, -0.5));
    assertRefused("decay rate", -0.5, notNegative, () -> LearningRate.inverseTimeDecay(1, 1, -0.5));
    assertRefused("end rate", -0.5, notNegative, () -> polynomial.end(-0.5));
    assertRefused("power", -0.5, notNegative, () -> polynomial.power(-0.5));
    assertRefused("alpha", 1.5, part, () -> cosine.alpha(1.5));
    assertRefused("alpha", Double.NaN, part, () -> cosine.alpha(Double.NaN));
    assertRefused("warm-up target", -0.5, notNegative, () -> cosine.warmup(-0.5, 1));
    assertRefused("tMul", 0.5, "must be at least 1 and finite", () -> restarts.tMul(0.5));
    assertRefused("mMul", -0.5, notNegative, () -> restarts.mMul(-0.5));
    assertRefused("alpha", -0.5, part, () -> restarts.alpha(-0.5));
    assertRefused("pctStart", 1.5, part, () -> cycle.pctStart(1.5));
    String factor = "must be between 1.0 and 1.7976931348623157E308";
    assertRefused("divFactor", 0.5, factor, () -> cycle.divFactor(0.5));
    assertRefused("finalDivFactor", 0.5, factor, () -> cycle.finalDivFactor(0.5));
  }

  @Test
  void pieces() {
    assertMessage(
        "2 boundaries and 2 rates make no schedule; give one rate more than boundaries",
        () -> LearningRate.piecewiseConstant(new long[] {1, 2}, 0.1, 0.2));
    assertRefused(
        "boundaries",
        "[2, 2]",
        "must ascend",
        () -> LearningRate.piecewiseConstant(new long[] {2, 2}, 1, 1, 1));
  }
}

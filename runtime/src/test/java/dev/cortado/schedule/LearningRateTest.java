package dev.cortado.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules against values worked by hand: at both ends, between, at each boundary, and beyond. */
class LearningRateTest {
  /** The cosine of an eighth of a turn. */
  private static final double EIGHTH = Math.sqrt(0.5);

  private static void assertRate(double expected, LearningRate schedule, long step) {
    assertEquals(expected, schedule.at(step), 1e-14, "step " + step);
  }

  @Test
  void constant() {
    LearningRate rate = LearningRate.constant(0.25);
    assertRate(0.25, rate, 0);
    assertRate(0.25, rate, Long.MAX_VALUE);
  }

  @Test
  void exponentialDecay() {
    LearningRate smooth = LearningRate.exponentialDecay(0.8, 10, 0.25);
    assertRate(0.8, smooth, 0);
    assertRate(0.4, smooth, 5);
    assertRate(0.2, smooth, 10);
    assertRate(0.1, smooth, 15);
    assertRate(0.05, smooth, 20);
  }

  @Test
  void stepDecay() {
    LearningRate stairs = LearningRate.stepDecay(0.8, 10, 0.25);
    assertRate(0.8, stairs, 0);
    assertRate(0.8, stairs, 9);
    assertRate(0.2, stairs, 10);
    assertRate(0.2, stairs, 19);
    assertRate(0.05, stairs, 20);
    assertEquals(LearningRate.exponentialDecay(0.8, 10, 0.25).staircase(true), stairs);
  }

  @Test
  void inverseTimeDecay() {
    InverseTimeDecay smooth = LearningRate.inverseTimeDecay(0.6, 10, 0.5);
    assertRate(0.6, smooth, 0);
    assertRate(0.48, smooth, 5); // 0.6 / 1.25
    assertRate(0.4, smooth, 10);
    assertRate(0.3, smooth, 20);
    LearningRate stairs = smooth.staircase(true);
    assertRate(0.6, stairs, 9);
    assertRate(0.4, stairs, 10);
    assertRate(0.4, stairs, 19);
    assertRate(0.3, stairs, 20);
  }

  @Test
  void piecewiseConstant() {
    LearningRate pieces = LearningRate.piecewiseConstant(new long[] {100, 110}, 1, 0.5, 0.1);
    assertRate(1, pieces, 0);
    assertRate(1, pieces, 100); // Keras: while step <= boundary
    assertRate(0.5, pieces, 101);
    assertRate(0.5, pieces, 110);
    assertRate(0.1, pieces, 111);
    assertRate(0.1, pieces, Long.MAX_VALUE);
    assertEquals(new PiecewiseConstant(List.of(100L, 110L), List.of(1.0, 0.5, 0.1)), pieces);
    assertRate(0.3, LearningRate.piecewiseConstant(new long[0], 0.3), 7);
  }

  @Test
  void polynomialDecay() {
    LearningRate linear = LearningRate.polynomialDecay(0.5, 10);
    assertRate(0.5, linear, 0);
    assertRate(0.25005, linear, 5); // 0.4999 / 2 + 0.0001
    assertRate(0.0001, linear, 10);
    assertRate(0.0001, linear, 1_000);
    LearningRate square = LearningRate.polynomialDecay(0.5, 10).end(0.1).power(2);
    assertRate(0.2, square, 5); // 0.4 / 4 + 0.1
    assertRate(0.1, square, 10);
  }

  @Test
  void polynomialDecayInCycles() {
    LearningRate cycles = LearningRate.polynomialDecay(0.5, 10).end(0.1).cycle(true);
    assertRate(0.5, cycles, 0);
    assertRate(0.3, cycles, 5);
    assertRate(0.1, cycles, 10);
    assertRate(0.28, cycles, 11); // 0.4 · 9 / 20 + 0.1
    assertRate(0.2, cycles, 15);
    assertRate(0.1, cycles, 20);
    assertRate(0.22, cycles, 21); // 0.4 · 9 / 30 + 0.1
  }

  @Test
  void cosineDecay() {
    LearningRate cosine = LearningRate.cosineDecay(0.2, 100);
    assertRate(0.2, cosine, 0);
    assertRate(0.1 * (1 + EIGHTH), cosine, 25);
    assertRate(0.1, cosine, 50);
    assertRate(0.1 * (1 - EIGHTH), cosine, 75);
    assertRate(0, cosine, 100);
    assertRate(0, cosine, 101);
    LearningRate quarter = LearningRate.cosineDecay(0.2, 100).alpha(0.25);
    assertRate(0.2, quarter, 0);
    assertRate(0.125, quarter, 50); // 0.2 · (0.75 / 2 + 0.25)
    assertRate(0.05, quarter, 1_000);
  }

  @Test
  void cosineDecayAfterAWarmUp() {
    LearningRate warm = LearningRate.cosineDecay(0.02, 100).alpha(0.1).warmup(0.1, 10);
    assertRate(0.02, warm, 0);
    assertRate(0.06, warm, 5);
    assertRate(0.092, warm, 9);
    assertRate(0.1, warm, 10);
    assertRate(0.055, warm, 60); // 0.1 · (0.9 / 2 + 0.1)
    assertRate(0.01, warm, 110);
    assertRate(0.01, warm, 111);
  }

  @Test
  void cosineDecayRestarts() {
    LearningRate restarts = LearningRate.cosineDecayRestarts(0.4, 20);
    assertRate(0.4, restarts, 0);
    assertRate(0.2 * (1 + EIGHTH), restarts, 5);
    assertRate(0.2, restarts, 10);
    assertRate(0.2 * (1 + Math.cos(Math.PI * 0.95)), restarts, 19);
    assertRate(0.4, restarts, 20); // then 40 steps
    assertRate(0.2, restarts, 40);
    assertRate(0.2 * (1 + Math.cos(Math.PI * 39 / 40)), restarts, 59);
    assertRate(0.4, restarts, 60); // then 80
    assertRate(0.2, restarts, 100);
    assertRate(0.4, restarts, 140);
  }

  @Test
  void cosineDecayRestartsOfEqualLength() {
    LearningRate restarts = LearningRate.cosineDecayRestarts(0.4, 10).tMul(1);
    assertRate(0.2, restarts, 5);
    assertRate(0.4, restarts, 10);
    assertRate(0.2, restarts, 15);
    assertRate(0.4, restarts, 1_000_000);
    assertRate(0.2, restarts, 1_000_005);
  }

  @Test
  void cosineDecayRestartsLower() {
    LearningRate restarts = LearningRate.cosineDecayRestarts(0.4, 10).mMul(0.5).alpha(0.1);
    assertRate(0.4, restarts, 0);
    assertRate(0.22, restarts, 10); // 0.4 · (0.9 · 0.5 + 0.1)
    assertRate(0.13, restarts, 20); // 0.4 · (0.9 · 0.25 + 0.1)
    assertRate(0.13, restarts, 30); // 0.4 · (0.9 · 0.25 + 0.1)
    assertRate(0.085, restarts, 50); // 0.4 · (0.9 · 0.125 + 0.1)
  }

  @Test
  void cosineDecayRestartsExactlyAtEachBoundary() {
    LearningRate thrice = LearningRate.cosineDecayRestarts(0.4, 1).tMul(3);
    long start = 0;
    for (long length = 1; length < 1_000_000_000; length *= 3) {
      assertRate(0.4, thrice, start);
      start += length;
    }
    // Periods of 4, 6, 9 and 13.5 steps; the fifth begins at 32.5.
    LearningRate half = LearningRate.cosineDecayRestarts(0.4, 4).tMul(1.5);
    for (long boundary : new long[] {0, 4, 10, 19}) {
      assertRate(0.4, half, boundary);
    }
    assertRate(0.2 * (1 + Math.cos(Math.PI * 13 / 13.5)), half, 32);
    assertRate(0.2 * (1 + Math.cos(Math.PI * 0.5 / 20.25)), half, 33);
  }

  @Test
  void linearWarmup() {
    LearningRate warm = LearningRate.linearWarmup(10, LearningRate.constant(0.5));
    assertRate(0, warm, 0);
    assertRate(0.25, warm, 5);
    assertRate(0.45, warm, 9);
    assertRate(0.5, warm, 10);
    assertRate(0.5, warm, 1_000);
    LearningRate cosine =
        LearningRate.linearWarmup(10, LearningRate.cosineDecay(0.2, 100)).start(0.1);
    assertRate(0.1, cosine, 0);
    assertRate(0.15, cosine, 5);
    assertRate(0.2, cosine, 10);
    assertRate(0.1, cosine, 60);
    assertRate(0, cosine, 110);
  }

  @Test
  void oneCycle() {
    LearningRate defaults = LearningRate.oneCycle(1, 100);
    assertRate(0.04, defaults, 0);
    assertRate(1, defaults, 29); // 0.3 · 100 - 1
    assertRate(4e-6, defaults, 99);
    LearningRate cycle =
        LearningRate.oneCycle(1, 105).pctStart(0.2).divFactor(10).finalDivFactor(100);
    assertRate(0.1, cycle, 0);
    assertRate(1 - 0.45 * (1 + EIGHTH), cycle, 5);
    assertRate(0.55, cycle, 10);
    assertRate(1, cycle, 20);
    assertRate(0.001 + 0.4995 * (1 + EIGHTH), cycle, 41);
    assertRate(0.5005, cycle, 62);
    assertRate(0.001, cycle, 104);
    assertRate(0.001, cycle, 1_000);
  }

  @Test
  void oneCycleWithOnePhase() {
    LearningRate falls = LearningRate.oneCycle(1, 4).pctStart(0).divFactor(10).finalDivFactor(10);
    assertRate(0.505, falls, 1); // half way from step -1 to step 3
    assertRate(0.01, falls, 3);
    LearningRate rises = LearningRate.oneCycle(1, 5).pctStart(1).divFactor(10);
    assertRate(0.1, rises, 0);
    assertRate(0.55, rises, 2);
    assertRate(1, rises, 4);
    assertRate(1, rises, 5);
    LearningRate peakAtOnce = LearningRate.oneCycle(1, 2).pctStart(0.5);
    assertRate(1, peakAtOnce, 0);
    assertRate(4e-6, peakAtOnce, 1);
    assertRate(4e-6, LearningRate.oneCycle(1, 1), 0);
  }
}

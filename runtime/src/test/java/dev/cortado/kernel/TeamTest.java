package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTest {
  private static final int SAMPLES = 100;
  private static final int INNER = 201;
  private static final int OUTER = 130;

  private static float[][] rows(Random random, int length) {
    float[][] rows = new float[SAMPLES][length];
    for (float[] row : rows) {
      for (int i = 0; i < length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  /** Forward, input gradient and kernel gradient, one after another. */
  private static float[][][] run(Team team) {
    Random random = new Random(1);
    float[] parameters = new float[INNER * OUTER + OUTER];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextGaussian();
    }
    float[][] x = rows(random, INNER);
    float[][] g = rows(random, OUTER);
    float[][] y = new float[SAMPLES][OUTER];
    float[][] dx = new float[SAMPLES][INNER];
    float[] gradient = new float[parameters.length];
    Affine affine = Affine.of(0, INNER * OUTER, INNER, OUTER);
    Scratch scratch = new Scratch();
    scratch.team(team);
    affine.forward(parameters, x, y, SAMPLES, scratch);
    affine.inputGradient(parameters, g, dx, SAMPLES, scratch);
    affine.kernelGradient(x, g, SAMPLES, gradient, scratch);
    return new float[][][] {y, dx, {gradient}};
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void anyNumberOfThreadsGivesTheSameBits(int threads) {
    float[][][] expected = run(null);
    try (Team team = Team.of(threads)) {
      assertEquals(threads, team.threads());
      for (int time = 0; time < 20; time++) {
        float[][][] found = run(team);
        for (int part = 0; part < expected.length; part++) {
          for (int row = 0; row < expected[part].length; row++) {
            assertArrayEquals(expected[part][row], found[part][row]);
          }
        }
      }
    }
  }

  @Test
  void everyPartIsDoneOnceInEveryCall() {
    try (Team team = Team.of(3)) {
      AtomicIntegerArray done = new AtomicIntegerArray(3);
      Scratch scratch = new Scratch();
      for (int call = 1; call <= 20_000; call++) {
        team.run((part, parts, mine) -> done.incrementAndGet(part), scratch);
        for (int part = 0; part < 3; part++) {
          assertEquals(call, done.get(part));
        }
      }
    }
  }

  @Test
  void aFailureIsThatOfTheCall() {
    try (Team team = Team.of(2)) {
      Team.Work failing =
          (part, parts, scratch) -> {
            throw new ArithmeticException("part " + part);
          };
      Scratch scratch = new Scratch();
      assertEquals(
          ArithmeticException.class,
          assertThrows(IllegalStateException.class, () -> team.run(failing, scratch))
              .getCause()
              .getClass());
    }
    assertThrows(IllegalArgumentException.class, () -> Team.of(0));
  }
}

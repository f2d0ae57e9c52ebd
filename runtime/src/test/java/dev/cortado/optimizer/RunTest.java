package dev.cortado.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Allocations;
import dev.cortado.kernel.Team;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every run promises, whatever the optimizer. */
class RunTest {
  private static final int KERNEL = 37;
  private static final int BIAS = 5;
  private static final int SIZE = KERNEL + BIAS;
  private static final int STEPS = 24;

  private static Optimizer.Run start(Optimizer optimizer) {
    return optimizer.start(Parameters.kernelAndBias(KERNEL, BIAS));
  }

  @ParameterizedTest
  @MethodSource("dev.cortado.optimizer.Catalogue#all")
  void resumesWithTheSameBits(Optimizer optimizer) {
    float[] first = Parameters.normal(new Random(1), SIZE);
    float[] uninterrupted = first.clone();
    Parameters.train(start(optimizer), uninterrupted, SIZE, 0, STEPS);
    for (int stop = 0; stop <= 8; stop++) { // within accumulations, and between two
      float[] parameters = first.clone();
      Optimizer.Run run = start(optimizer);
      Parameters.train(run, parameters, SIZE, 0, stop);

      Optimizer.Run resumed = start(optimizer);
      assertEquals(run.slots().keySet(), resumed.slots().keySet());
      resumed
          .slots()
          .forEach((name, slot) -> System.arraycopy(run.slots().get(name), 0, slot, 0, SIZE));
      resumed.resumeAt(run.steps());
      Parameters.train(resumed, parameters, SIZE, stop, STEPS);

      assertArrayEquals(uninterrupted, parameters, "stopped after " + stop);
      assertEquals(STEPS, resumed.steps());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.cortado.optimizer.Catalogue#all")
  void anyNumberOfThreadsGivesTheSameBits(Optimizer optimizer) {
    int size = 60_001; // enough for a team to share it, and not a whole number of vectors
    float[] first = Parameters.normal(new Random(2), size);
    float[] alone = first.clone();
    Parameters.train(optimizer.start(Parameters.one(size)), alone, size, 0, 6);
    for (int threads : new int[] {1, 2, 3}) {
      float[] together = first.clone();
      Optimizer.Run run = optimizer.start(Parameters.one(size));
      try (Team team = Team.of(threads)) {
        run.team(team);
        Parameters.train(run, together, size, 0, 6);
      }
      assertArrayEquals(alone, together, threads + " threads");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.cortado.optimizer.Catalogue#all")
  void goesBackToAnEarlierStep(Optimizer optimizer) {
    Optimizer.Run run = start(optimizer);
    float[] parameters = Parameters.normal(new Random(1), SIZE);
    Parameters.train(run, parameters, SIZE, 0, 5);
    float[] then = parameters.clone();
    Map<String, float[]> slots = new HashMap<>();
    run.slots().forEach((name, slot) -> slots.put(name, slot.clone()));
    Parameters.train(run, parameters, SIZE, 5, STEPS);

    run.slots().forEach((name, slot) -> System.arraycopy(slots.get(name), 0, slot, 0, SIZE));
    run.resumeAt(5);
    Parameters.train(run, then, SIZE, 5, STEPS);

    assertArrayEquals(parameters, then);
  }

  @ParameterizedTest
  @MethodSource("dev.cortado.optimizer.Catalogue#all")
  void changesTrainableParametersAlone(Optimizer optimizer) {
    float[] parameters = Parameters.normal(new Random(1), SIZE + 3);
    float[] before = parameters.clone();
    Parameters.train(start(optimizer), parameters, SIZE, 0, STEPS);
    for (int i = 0; i < SIZE; i++) {
      assertNotEquals(before[i], parameters[i], "parameter " + i);
    }
    assertArrayEquals(
        Arrays.copyOfRange(before, SIZE, SIZE + 3), Arrays.copyOfRange(parameters, SIZE, SIZE + 3));
  }

  @ParameterizedTest
  @MethodSource("dev.cortado.optimizer.Catalogue#all")
  void allocatesNothing(Optimizer optimizer) {
    Optimizer.Run run = start(optimizer);
    float[] parameters = Parameters.normal(new Random(1), SIZE);
    float[] gradient = Parameters.normal(new Random(2), SIZE);
    assertEquals(0, Allocations.least(() -> run.step(parameters, gradient, 0.001)));
  }

  @ParameterizedTest
  @MethodSource("dev.cortado.optimizer.Catalogue#all")
  void staysFiniteWhereNothingHasAGradient(Optimizer optimizer) {
    float[] parameters = new float[SIZE];
    Optimizer.Run run = start(optimizer);
    for (int t = 0; t < STEPS; t++) {
      run.step(parameters, new float[SIZE], 0.001);
    }
    assertArrayEquals(new float[SIZE], parameters);
  }

  @ParameterizedTest
  @MethodSource("dev.cortado.optimizer.Catalogue#bare")
  void keepsSubnormalNumbersOutOfItsSlots(Optimizer optimizer) {
    Optimizer.Run run = optimizer.start(Parameters.one(2));
    float[] parameters = new float[2];
    Parameters.train(run, parameters, 2, 0, 10);
    float[] zeros = new float[2];
    for (int t = 0; t < 100_000; t++) { // 0.999^100,000 is below the least subnormal float
      run.step(parameters, zeros, 0.001);
    }
    run.slots()
        .forEach(
            (name, slot) -> {
              for (float value : slot) {
                assertTrue(value == 0 || Math.abs(value) >= 1e-31, () -> name + " holds " + value);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("dev.cortado.optimizer.Catalogue#all")
  void listsItsSlotsInOrder(Optimizer optimizer) {
    List<String> names = List.copyOf(start(optimizer).slots().keySet());
    assertEquals(names.stream().sorted().toList(), names);
  }
}

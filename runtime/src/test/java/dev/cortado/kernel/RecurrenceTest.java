package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.Allocations;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recurrences give the same bits alone and in a batch, on any number of threads, with plain kernels
 * and with those that use the Vector API; the sums of a step are those of the contract. What they
 * compute is compared with a reference where networks are.
 */
class RecurrenceTest {
  private static final int OFFSET = 5;
  private static final int STEPS = 7;
  private static final KernelSet PLAIN = Kernels.plain();
  private static final long KEY = 99;
  private static final List<String> CELLS = List.of("LSTM", "GRU", "early GRU", "simple");
  private static final RecurrentDropout DROPOUT = RecurrentDropout.of(0.4, 3, 1);

  /** The size of a recurrence and of a batch. */
  record Size(String cell, int units, int samples, boolean drops, Set<RecurrentOption> options) {
    int sums() {
      return units * (cell.equals("LSTM") ? 4 : cell.endsWith("GRU") ? 3 : 1);
    }

    int states() {
      return cell.equals("LSTM") ? 2 : 1;
    }

    int bias() {
      return OFFSET + units * sums();
    }

    Cell cellOf() {
      return switch (cell) {
        case "LSTM" -> LstmCell.of(units, StepFunction.TANH, StepFunction.SIGMOID);
        case "GRU" -> GruCell.of(units, StepFunction.TANH, StepFunction.HARD_SIGMOID, bias());
        case "early GRU" ->
            ResetFirstGruCell.of(units, StepFunction.TANH, StepFunction.HARD_SIGMOID);
        default -> SimpleCell.of(units, StepFunction.SOFTSIGN);
      };
    }

    int result() {
      int rows = options.contains(RecurrentOption.SEQUENCES) ? STEPS : 1;
      return units * (rows + (options.contains(RecurrentOption.FINAL_STATE) ? states() : 0));
    }

    int trace() {
      return units * (states() * (STEPS + 1) + 4 * STEPS);
    }
  }

  static Stream<Size> sizes() {
    Random random = new Random(4);
    Stream<Size> drawn =
        IntStream.range(0, 56)
            .mapToObj(
                n -> {
                  Set<RecurrentOption> options = EnumSet.noneOf(RecurrentOption.class);
                  for (RecurrentOption option : RecurrentOption.values()) {
                    if (random.nextBoolean()) {
                      options.add(option);
                    }
                  }
                  String cell = CELLS.get(n / 2 % 4);
                  int units = List.of(1, 2, 7, 16, 33).get(random.nextInt(5));
                  return new Size(cell, units, 1 + random.nextInt(50), n % 2 == 0, options);
                });
    // Large enough for several threads, and for tiles that do not hold all samples
    Set<RecurrentOption> all = EnumSet.of(RecurrentOption.SEQUENCES, RecurrentOption.MASKED);
    Stream<Size> large =
        CELLS.stream()
            .flatMap(
                cell -> Stream.of(false, true).map(drops -> new Size(cell, 96, 70, drops, all)));
    return Stream.concat(drawn, large);
  }

  /** What a batch is run on. */
  private static final class Data {
    final float[] parameters;
    final float[][] sums;
    final float[][] masks;
    final float[][] gradient;

    Data(Size size) {
      Random random = new Random(size.hashCode());
      parameters = rows(random, 1, size.bias() + 2 * size.sums())[0];
      sums = rows(random, size.samples, STEPS * size.sums() + 2 * size.units);
      masks = rows(random, size.samples, STEPS);
      for (float[] mask : masks) {
        for (int step = 0; step < STEPS; step++) {
          mask[step] = mask[step] > -0.6f ? 1 : 0;
        }
      }
      gradient = rows(random, size.samples, size.result());
    }

    private static float[][] rows(Random random, int count, int length) {
      float[][] rows = new float[count][length];
      for (float[] row : rows) {
        for (int i = 0; i < length; i++) {
          row[i] = 0.5f * (float) random.nextGaussian();
        }
      }
      return rows;
    }
  }

  /** Everything that a recurrence computes: the results, and all gradients. */
  private static float[][][] run(Size size, Data data, KernelSet kernels, Team team) {
    Recurrence recurrence =
        new Recurrence(OFFSET, STEPS, size.cellOf(), DROPOUT, size.options, kernels);
    Scratch scratch = new Scratch();
    scratch.team(team);
    float[][] traces = garbage(size.samples, size.trace());
    float[][] y = garbage(size.samples, size.result());
    float[][] sumsGradient = garbage(size.samples, data.sums[0].length);
    float[][] gradient = garbage(1, data.parameters.length);
    pass(size, data, recurrence, traces, y, sumsGradient, gradient[0], scratch);
    return new float[][][] {y, sumsGradient, gradient};
  }

  private static void pass(
      Size size,
      Data data,
      Recurrence recurrence,
      float[][] traces,
      float[][] y,
      float[][] sumsGradient,
      float[] gradient,
      Scratch scratch) {
    boolean isMasked = size.options.contains(RecurrentOption.MASKED);
    if (size.drops) {
      dropping(size, data, recurrence, traces, sumsGradient, gradient, scratch);
    } else if (isMasked) {
      recurrence.forward(data.parameters, data.sums, data.masks, traces, size.samples, scratch);
      recurrence.sumsGradient(
          data.parameters, traces, data.masks, data.gradient, sumsGradient, size.samples, scratch);
    } else {
      recurrence.forward(data.parameters, data.sums, traces, size.samples, scratch);
      recurrence.sumsGradient(
          data.parameters, traces, data.gradient, sumsGradient, size.samples, scratch);
    }
    if (isMasked) {
      recurrence.output(traces, data.masks, y, size.samples);
    } else {
      recurrence.output(traces, y, size.samples);
    }
    if (!size.drops) {
      recurrence.kernelGradient(traces, sumsGradient, size.samples, gradient, scratch);
    }
    if (size.cell.equals("GRU")) {
      recurrence.biasGradient(traces, sumsGradient, size.samples, gradient, scratch);
    }
  }

  /** A step of training with dropout. */
  private static void dropping(
      Size size,
      Data data,
      Recurrence recurrence,
      float[][] traces,
      float[][] sumsGradient,
      float[] gradient,
      Scratch scratch) {
    int samples = size.samples;
    if (size.options.contains(RecurrentOption.MASKED)) {
      recurrence.forward(data.parameters, data.sums, data.masks, traces, samples, scratch, KEY);
      recurrence.sumsGradient(
          data.parameters, traces, data.masks, data.gradient, sumsGradient, samples, scratch, KEY);
    } else {
      recurrence.forward(data.parameters, data.sums, traces, samples, scratch, KEY);
      recurrence.sumsGradient(
          data.parameters, traces, data.gradient, sumsGradient, samples, scratch, KEY);
    }
    recurrence.kernelGradient(traces, sumsGradient, samples, gradient, scratch, KEY);
  }

  private static float[][] garbage(int count, int length) {
    float[][] rows = new float[count][length];
    Arrays.stream(rows).forEach(row -> Arrays.fill(row, Float.NaN));
    return rows;
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void theSameBitsWithAllKernelsAndThreads(Size size) {
    Data data = new Data(size);
    float[][][] expected = run(size, data, PLAIN, null);
    assertArrayEquals(expected, run(size, data, Kernels.vectors(), null));
    for (int threads = 2; threads <= 3; threads++) {
      try (Team team = Team.of(threads)) {
        assertArrayEquals(expected, run(size, data, PLAIN, team));
      }
    }
    assertEquals(Float.NaN, expected[2][0][OFFSET - 1]);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void theSameBitsAloneAndInABatch(Size drawn) {
    // A sample alone is a prediction, in which nothing is dropped
    Size size = new Size(drawn.cell, drawn.units, drawn.samples, false, drawn.options);
    Data data = new Data(size);
    float[][] expected = run(size, data, PLAIN, null)[0];
    Scratch scratch = new Scratch();
    for (KernelSet kernels : List.of(PLAIN, Kernels.vectors())) {
      Recurrence recurrence =
          new Recurrence(OFFSET, STEPS, size.cellOf(), DROPOUT, size.options, kernels);
      float[] traced = garbage(1, size.trace())[0];
      float[] y = garbage(1, size.result())[0];
      int last = size.samples - 1;
      if (size.options.contains(RecurrentOption.MASKED)) {
        recurrence.forward(data.parameters, data.sums[last], data.masks[last], traced, scratch);
        recurrence.output(traced, data.masks[last], y);
      } else {
        recurrence.forward(data.parameters, data.sums[last], traced, scratch);
        recurrence.output(traced, y);
      }
      assertArrayEquals(expected[last], y);
    }
  }

  /** The first hidden state's product from 0 on, in ascending order, then what the input adds. */
  @Test
  void addsWhatTheInputGivesLast() {
    Size size = new Size("simple", 33, 1, false, EnumSet.of(RecurrentOption.INITIAL_STATE));
    Data data = new Data(size);
    Recurrence recurrence =
        new Recurrence(
            OFFSET, 1, SimpleCell.of(33, StepFunction.LINEAR), DROPOUT, size.options, PLAIN);
    float[] traced = new float[size.trace()];
    recurrence.forward(data.parameters, data.sums[0], traced, new Scratch());
    float[] y = new float[33];
    recurrence.output(traced, y);
    for (int o = 0; o < 33; o++) {
      float sum = 0;
      for (int i = 0; i < 33; i++) {
        // The state follows the sums of the only step
        sum = Math.fma(data.sums[0][33 + i], data.parameters[OFFSET + i * 33 + o], sum);
      }
      assertEquals(sum + data.sums[0][o], y[o]);
    }
  }

  @Test
  void allocatesNothing() {
    for (String cell : List.of("LSTM", "GRU", "early GRU")) {
      Size size =
          new Size(
              cell,
              17,
              9,
              cell.endsWith("GRU"),
              EnumSet.of(RecurrentOption.MASKED, RecurrentOption.SEQUENCES));
      Data data = new Data(size);
      Recurrence recurrence =
          new Recurrence(OFFSET, STEPS, size.cellOf(), DROPOUT, size.options, PLAIN);
      float[][] traces = garbage(size.samples, size.trace());
      float[][] y = garbage(size.samples, size.result());
      float[][] sumsGradient = garbage(size.samples, data.sums[0].length);
      float[] gradient = new float[data.parameters.length];
      Scratch scratch = new Scratch();
      assertEquals(
          0,
          Allocations.least(
              () -> {
                recurrence.forward(
                    data.parameters, data.sums[0], data.masks[0], traces[0], scratch);
                pass(size, data, recurrence, traces, y, sumsGradient, gradient, scratch);
              }));
    }
  }
}

package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.Allocations;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalization by moving averages, alone and right after a product. */
class MovingNormTest {
  private static final double EPSILON = 1e-3;
  private static final int SAMPLES = 37;

  private final Random random = new Random(3);
  private final Scratch scratch = new Scratch();

  private float[] draw(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private float[][] rows(int length) {
    float[][] rows = new float[SAMPLES][];
    for (int s = 0; s < SAMPLES; s++) {
      rows[s] = draw(length);
    }
    return rows;
  }

  /** Gamma, beta, mean and variance of some channels, from an index on. */
  private float[] parameters(int from, int channels) {
    float[] parameters = draw(from + 4 * channels);
    for (int c = 0; c < channels; c++) {
      parameters[from + 3 * channels + c] = random.nextFloat() * 3;
    }
    return parameters;
  }

  private static MovingNorm norm(int from, int channels) {
    return MovingNorm.of(
        from, from + channels, from + 2 * channels, from + 3 * channels, channels, EPSILON);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 33, 511, 513, 1200})
  void isTheFormula(int channels) {
    float[] parameters = parameters(2, channels);
    float[][] x = rows(7 * channels);
    float[][] y = new float[SAMPLES][7 * channels];
    norm(2, channels).forward(parameters, x, y, SAMPLES, scratch);
    float[] alone = new float[7 * channels];
    float[] positive = new float[7 * channels];
    for (int s = 0; s < SAMPLES; s++) {
      norm(2, channels).forward(parameters, x[s], alone, scratch);
      assertArrayEquals(y[s], alone);
      norm(2, channels).rectified().forward(parameters, x[s], positive, scratch);
      for (int i = 0; i < alone.length; i++) {
        int c = 2 + i % channels;
        double root = Math.sqrt(parameters[c + 3 * channels] + EPSILON);
        double expected =
            parameters[c] * ((double) x[s][i] - parameters[c + 2 * channels]) / root
                + parameters[c + channels];
        assertEquals(expected, y[s][i], 1e-5 * (1 + Math.abs(expected)));
        assertEquals(Math.max(alone[i], 0f), positive[i]);
      }
    }
  }

  @Test
  void aLargeMeanLeavesTheDifferences() {
    float[] parameters = {1e6f, 0};
    float[] y = new float[3];
    MovingNorm.of(-1, -1, 0, 1, 1, 1)
        .forward(parameters, new float[] {1e6f - 1, 1e6f, 1e6f + 2}, y, scratch);
    assertArrayEquals(new float[] {-1, 0, 2}, y);
  }

  @Test
  void reluLeavesWhatIsNoNumber() {
    float[] y = {Float.NaN, -1, 2};
    MovingNorm.of(-1, -1, 0, 1, 1, 1).rectified().forward(new float[] {0, 0}, y, y, scratch);
    assertArrayEquals(new float[] {Float.NaN, 0, 2}, y);
  }

  @Test
  void dense() {
    for (int outputs : new int[] {5, 150}) {
      for (int repeats : new int[] {1, 9}) {
        Affine map = Affine.of(0, 40 * outputs, 40, outputs, repeats);
        float[] parameters = parameters(41 * outputs, outputs);
        MovingNorm norm = norm(41 * outputs, outputs);
        check(map, Normalized.of(map, norm), norm, parameters, 40 * repeats, outputs * repeats);
      }
    }
  }

  @Test
  void convolutions() {
    Windows windows =
        Windows.of(WindowAxis.of(9, 9, 3, 1, 1, 1), WindowAxis.of(8, 7, 2, 1, 1, 0), 6);
    for (int groups : new int[] {1, 3}) {
      Convolution map = Convolution.of(0, -1, 12, groups, windows);
      int from = 6 * 6 / groups * 12;
      MovingNorm norm = norm(from, 12).rectified();
      float[] parameters = parameters(from, 12);
      check(map, Normalized.of(map, norm), norm, parameters, 9 * 8 * 6, 9 * 7 * 12);
    }
    DepthwiseConvolution deep = DepthwiseConvolution.of(0, 72, 2, windows);
    MovingNorm norm = norm(84, 12);
    float[] parameters = parameters(84, 12);
    check(deep, Normalized.of(deep, norm), norm, parameters, 9 * 8 * 6, 9 * 7 * 12);
    TransposedConvolution larger = TransposedConvolution.of(0, 180, 5, windows);
    MovingNorm six = norm(186, 6);
    float[] others = parameters(186, 6);
    check(larger, Normalized.of(larger, six), six, others, 9 * 7 * 5, 9 * 8 * 6);
  }

  /** The same bits as one after the other, alone, in a batch and on three threads. */
  private void check(
      LinearKernel map,
      Normalized both,
      MovingNorm norm,
      float[] parameters,
      int inputs,
      int outputs) {
    float[][] x = rows(inputs);
    float[][] expected = new float[SAMPLES][outputs];
    for (int s = 0; s < SAMPLES; s++) {
      map.forward(parameters, x[s], expected[s], scratch);
    }
    norm.forward(parameters, expected, expected, SAMPLES, scratch);
    float[][] y = new float[SAMPLES][outputs];
    both.forward(parameters, x, y, SAMPLES, scratch);
    assertArrayEquals(expected, y);
    both.forward(parameters, x[3], y[0], scratch);
    assertArrayEquals(expected[3], y[0]);
    assertEquals(0, Allocations.least(() -> both.forward(parameters, x, y, SAMPLES, scratch)));
    try (Team team = Team.of(3)) {
      Scratch split = new Scratch();
      split.team(team);
      both.forward(parameters, x, y, SAMPLES, split);
    }
    assertArrayEquals(expected, y);
  }
}

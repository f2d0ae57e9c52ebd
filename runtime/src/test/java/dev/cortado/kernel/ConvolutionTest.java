package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.Allocations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Convolutions against loops that add as the contract says, bit for bit, alone and in a batch, on
 * one thread and on several, with plain kernels and with those that use the Vector API.
 */
class ConvolutionTest {
  private static final int OFFSET = 5;
  private static final KernelSet PLAIN = Kernels.plain();
  private static final KernelSet PLAIN_IN_PLACE =
      new KernelSet(
          PLAIN.products(),
          new Warming<>(new InPlace(PLAIN.windows().forWork(0))),
          PLAIN.rows(),
          PLAIN.lstm());

  /** Kernels for windows that are used wherever they can be. */
  record InPlace(WindowProducts kernels) implements WindowProducts {
    @Override
    public boolean isFast() {
      return true;
    }

    @Override
    public boolean takes(Product product) {
      return kernels.takes(product);
    }

    @Override
    public void multiply(
        Product product,
        float[] matrix,
        Places places,
        int channel,
        float[][] x,
        float[][] y,
        int at,
        int stride,
        int first,
        int last,
        Scratch scratch) {
      kernels.multiply(product, matrix, places, channel, x, y, at, stride, first, last, scratch);
    }
  }

  /** The size of a convolution and of a batch. */
  record Size(int samples, int filters, int groups, Windows windows) {
    int channels() {
      return windows.channels() / groups;
    }

    int kernel() {
      return windows.area() * channels() * filters;
    }

    int results() {
      return windows.positions() * filters;
    }
  }

  private static WindowAxis axis(int size, int window, int stride, int dilation, int padding) {
    int span = (window - 1) * dilation + 1;
    int positions = (size + padding - span) / stride + 1;
    return WindowAxis.of(size, positions, window, stride, dilation, padding / 2);
  }

  static Stream<Size> sizes() {
    List<Size> sizes = new ArrayList<>();
    WindowAxis nine = axis(9, 3, 1, 1, 0);
    WindowAxis seven = axis(7, 3, 1, 1, 2);
    sizes.add(new Size(1, 1, 1, Windows.of(axis(1, 1, 1, 1, 0), 1)));
    sizes.add(new Size(40, 32, 1, Windows.of(nine, seven, 1)));
    sizes.add(new Size(40, 64, 1, Windows.of(nine, seven, 32)));
    sizes.add(new Size(3, 64, 1, Windows.of(axis(30, 3, 1, 1, 0), axis(31, 3, 1, 1, 0), 3)));
    sizes.add(new Size(70, 96, 2, Windows.of(axis(4, 3, 2, 1, 1), axis(5, 2, 1, 1, 1), 6)));
    sizes.add(new Size(2, 33, 1, Windows.of(axis(40, 3, 1, 4, 8), 17)));
    sizes.add(new Size(5, 4, 4, Windows.of(axis(5, 5, 1, 1, 4), axis(3, 2, 3, 2, 2), 4)));
    sizes.add(new Size(3, 40, 1, Windows.of(axis(1, 3, 1, 1, 2), axis(2, 2, 1, 3, 4), 300)));
    Random random = new Random(7);
    for (int n = 0; n < 60; n++) {
      int groups = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
      sizes.add(
          new Size(
              1 + random.nextInt(random.nextBoolean() ? 4 : 40),
              groups * (1 + random.nextInt(random.nextBoolean() ? 8 : 40)),
              groups,
              Windows.of(draw(random), draw(random), groups * (1 + random.nextInt(5)))));
    }
    for (int n = 0; n < 40; n++) {
      int groups = 1 + random.nextInt(2);
      int filters = groups * 16 * (1 + random.nextInt(4));
      Windows windows = Windows.of(draw(random), draw(random), groups * (1 + random.nextInt(9)));
      sizes.add(new Size(1 + random.nextInt(20), filters, groups, windows));
    }
    return sizes.stream();
  }

  private static WindowAxis draw(Random random) {
    int window = 1 + random.nextInt(4);
    int dilation = 1 + random.nextInt(2);
    int padding = random.nextInt(2) * random.nextInt((window - 1) * dilation + 1);
    int least = Math.max(1, (window - 1) * dilation + 1 - padding);
    return axis(least + random.nextInt(7), window, 1 + random.nextInt(3), dilation, padding);
  }

  /** Which element of a picture lies under a place of the window; -1 for padding. */
  private static int under(Windows w, int position, int place, int channel) {
    int row =
        w.rows().start(position / w.columns().positions())
            + place / w.columns().window() * w.rows().dilation();
    int column =
        w.columns().start(position % w.columns().positions())
            + place % w.columns().window() * w.columns().dilation();
    return row < 0 || row >= w.rows().size() || column < 0 || column >= w.columns().size()
        ? -1
        : (row * w.columns().size() + column) * w.channels() + channel;
  }

  private static float[] forward(Size size, float[] parameters, int bias, float[] x) {
    float[] y = new float[size.results()];
    for (int p = 0; p < size.windows.positions(); p++) {
      for (int f = 0; f < size.filters; f++) {
        int first = f / (size.filters / size.groups) * size.channels();
        float sum = bias < 0 ? 0 : parameters[bias + f];
        for (int i = 0; i < size.windows.area() * size.channels(); i++) {
          int at = under(size.windows, p, i / size.channels(), first + i % size.channels());
          sum = Math.fma(at < 0 ? 0 : x[at], parameters[OFFSET + i * size.filters + f], sum);
        }
        y[p * size.filters + f] = sum;
      }
    }
    return y;
  }

  private static float[] inputGradient(Size size, float[] parameters, float[] g) {
    float[] x = new float[size.windows.size()];
    int outer = size.filters / size.groups;
    for (int group = 0; group < size.groups; group++) {
      for (int p = 0; p < size.windows.positions(); p++) {
        for (int i = 0; i < size.windows.area() * size.channels(); i++) {
          int channel = group * size.channels() + i % size.channels();
          int at = under(size.windows, p, i / size.channels(), channel);
          float sum = 0;
          for (int f = group * outer; f < (group + 1) * outer; f++) {
            float w = parameters[OFFSET + i * size.filters + f];
            sum = Math.fma(g[p * size.filters + f], w, sum);
          }
          if (at >= 0) {
            x[at] += sum;
          }
        }
      }
    }
    return x;
  }

  private static float[] kernelGradient(Size size, float[][] x, float[][] g) {
    float[] gradient = new float[size.kernel()];
    for (int k = 0; k < gradient.length; k++) {
      int f = k % size.filters;
      int i = k / size.filters;
      int first = f / (size.filters / size.groups) * size.channels();
      float sum = 0;
      for (int s = 0; s < size.samples; s++) {
        for (int p = 0; p < size.windows.positions(); p++) {
          int at = under(size.windows, p, i / size.channels(), first + i % size.channels());
          sum = Math.fma(at < 0 ? 0 : x[s][at], g[s][p * size.filters + f], sum);
        }
      }
      gradient[k] = sum;
    }
    return gradient;
  }

  private static float[][] rows(Random random, int count, int length) {
    float[][] rows = new float[count][length];
    for (float[] row : rows) {
      for (int i = 0; i < length; i++) {
        row[i] = random.nextInt(10) == 0 ? 0 : (float) random.nextGaussian();
      }
    }
    return rows;
  }

  private static float[][] garbage(int count, int length) {
    float[][] rows = new float[count][length];
    Arrays.stream(rows).forEach(row -> Arrays.fill(row, Float.NaN));
    return rows;
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void plain(Size size) {
    check(size, PLAIN);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void plainInPlace(Size size) {
    check(size, PLAIN_IN_PLACE);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void vectors(Size size) {
    check(size, Kernels.vectors());
  }

  private static void check(Size size, KernelSet kernels) {
    Random random = new Random(size.hashCode());
    int end = OFFSET + size.kernel();
    float[] parameters = rows(random, 1, end + size.filters + 2)[0];
    float[][] x = rows(random, size.samples, size.windows.size());
    float[][] g = rows(random, size.samples, size.results());
    float[] kernelGradient = kernelGradient(size, x, g);
    try (Team team = Team.of(3)) {
      for (Team threads : Arrays.asList(null, team)) {
        Scratch scratch = new Scratch();
        scratch.team(threads);
        for (int bias : new int[] {end, -1}) {
          Convolution convolution =
              new Convolution(OFFSET, bias, size.filters, size.groups, size.windows, kernels);
          float[][] y = garbage(size.samples, size.results());
          convolution.forward(parameters, x, y, size.samples, scratch);
          float[] one = garbage(1, size.results())[0];
          convolution.forward(parameters, x[0], one, scratch);
          assertArrayEquals(y[0], one);
          float[][] dx = garbage(size.samples, size.windows.size());
          convolution.inputGradient(parameters, g, dx, size.samples, scratch);
          for (int s = 0; s < size.samples; s++) {
            assertArrayEquals(forward(size, parameters, bias, x[s]), y[s]);
            assertArrayEquals(inputGradient(size, parameters, g[s]), dx[s]);
          }
          float[] gradient = garbage(1, parameters.length)[0];
          convolution.kernelGradient(x, g, size.samples, gradient, scratch);
          assertArrayEquals(kernelGradient, Arrays.copyOfRange(gradient, OFFSET, end));
          assertEquals(Float.NaN, gradient[OFFSET - 1]);
          assertEquals(Float.NaN, gradient[end]);
        }
      }
    }
  }

  @Test
  void allocatesNothing() {
    Size size = new Size(20, 20, 1, Windows.of(axis(7, 3, 1, 1, 2), axis(6, 2, 2, 1, 0), 5));
    Random random = new Random(1);
    Convolution convolution = new Convolution(0, -1, size.filters, 1, size.windows, PLAIN);
    float[] parameters = rows(random, 1, size.kernel())[0];
    float[][] x = rows(random, size.samples, size.windows.size());
    float[][] y = rows(random, size.samples, size.results());
    Scratch scratch = new Scratch();
    assertEquals(
        0,
        Allocations.least(
            () -> {
              convolution.forward(parameters, x[0], y[0], scratch);
              convolution.forward(parameters, x, y, size.samples, scratch);
              convolution.kernelGradient(x, y, size.samples, parameters, scratch);
              convolution.inputGradient(parameters, y, x, size.samples, scratch);
            }));
  }
}

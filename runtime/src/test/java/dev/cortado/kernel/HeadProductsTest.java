package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The products of attention against loops that add as the contract says, bit for bit, alone and in
 * a batch, on one thread and on several, with plain kernels and with those that use the Vector API.
 */
class HeadProductsTest {

  /** The sizes of products and of a batch. */
  record Size(int samples, int heads, int queries, int keys, int size, double scale) {
    int ofQueries() {
      return queries * heads * size;
    }

    int ofKeys() {
      return keys * heads * size;
    }

    int ofMatrices() {
      return heads * queries * keys;
    }

    int query(int i, int head, int c) {
      return (i * heads + head) * size + c;
    }
  }

  static Stream<Size> sizes() {
    List<Size> sizes = new ArrayList<>();
    sizes.add(new Size(1, 1, 1, 1, 1, 1));
    sizes.add(new Size(3, 4, 64, 64, 32, 1 / Math.sqrt(32)));
    sizes.add(new Size(9, 2, 130, 70, 17, 0.3));
    Random random = new Random(7);
    for (int n = 0; n < 40; n++) {
      sizes.add(
          new Size(
              1 + random.nextInt(random.nextBoolean() ? 4 : 20),
              1 + random.nextInt(4),
              1 + random.nextInt(50),
              1 + random.nextInt(50),
              1 + random.nextInt(random.nextBoolean() ? 8 : 40),
              random.nextBoolean() ? 1 : random.nextDouble()));
    }
    return sizes.stream();
  }

  private static float[] similarities(Size z, float[] x, float[] y) {
    float[] to = new float[z.ofMatrices()];
    for (int n = 0; n < to.length; n++) {
      int head = n / z.keys / z.queries;
      float sum = 0;
      for (int c = 0; c < z.size; c++) {
        float left = x[z.query(n / z.keys % z.queries, head, c)] * (float) z.scale;
        sum = Math.fma(left, y[z.query(n % z.keys, head, c)], sum);
      }
      to[n] = sum;
    }
    return to;
  }

  private static float[] weightedSums(Size z, float[] weights, float[] y) {
    float[] to = new float[z.ofQueries()];
    for (int n = 0; n < to.length; n++) {
      int head = n / z.size % z.heads;
      int i = n / z.size / z.heads;
      float sum = 0;
      for (int j = 0; j < z.keys; j++) {
        float weight = weights[(head * z.queries + i) * z.keys + j];
        sum = Math.fma(weight, y[z.query(j, head, n % z.size)], sum);
      }
      to[n] = sum * (float) z.scale;
    }
    return to;
  }

  private static float[] transposedSums(Size z, float[] weights, float[] x) {
    float[] to = new float[z.ofKeys()];
    for (int n = 0; n < to.length; n++) {
      int head = n / z.size % z.heads;
      int j = n / z.size / z.heads;
      float sum = 0;
      for (int i = 0; i < z.queries; i++) {
        float weight = weights[(head * z.queries + i) * z.keys + j];
        sum = Math.fma(weight, x[z.query(i, head, n % z.size)] * (float) z.scale, sum);
      }
      to[n] = sum;
    }
    return to;
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
    check(size, Kernels.plain());
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void vectors(Size size) {
    check(size, Kernels.vectors());
  }

  private static void check(Size z, KernelSet kernels) {
    Random random = new Random(z.hashCode());
    float[][] x = rows(random, z.samples, z.ofQueries());
    float[][] y = rows(random, z.samples, z.ofKeys());
    float[][] weights = rows(random, z.samples, z.ofMatrices());
    HeadProducts products = new HeadProducts(z.heads, z.queries, z.keys, z.size, z.scale, kernels);
    try (Team team = Team.of(3)) {
      for (Team threads : Arrays.asList(null, team)) {
        Scratch scratch = new Scratch();
        scratch.team(threads);
        float[][] matrices = garbage(z.samples, z.ofMatrices());
        products.similarities(x, y, matrices, z.samples, scratch);
        float[][] queries = garbage(z.samples, z.ofQueries());
        products.weightedSums(weights, y, queries, z.samples, scratch);
        float[][] keys = garbage(z.samples, z.ofKeys());
        products.transposedSums(weights, x, keys, z.samples, scratch);
        for (int s = 0; s < z.samples; s++) {
          assertArrayEquals(similarities(z, x[s], y[s]), matrices[s]);
          assertArrayEquals(weightedSums(z, weights[s], y[s]), queries[s]);
          assertArrayEquals(transposedSums(z, weights[s], x[s]), keys[s]);
        }
        float[] one = garbage(1, z.ofMatrices())[0];
        products.similarities(x[0], y[0], one, scratch);
        assertArrayEquals(matrices[0], one);
        one = garbage(1, z.ofQueries())[0];
        products.weightedSums(weights[0], y[0], one, scratch);
        assertArrayEquals(queries[0], one);
      }
    }
  }
}

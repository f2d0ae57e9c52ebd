package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The weights of attention: what counts, and the same bits however they are computed. */
class AttentionWeightsTest {

  /** The sizes of weights and of a batch, and what masks there are. */
  record Size(
      int samples,
      int heads,
      int queries,
      int keys,
      boolean causal,
      boolean masksQueries,
      boolean masksKeys) {
    int length() {
      return heads * queries * keys;
    }

    AttentionWeights weights(KernelSet kernels) {
      return new AttentionWeights(heads, queries, keys, causal, kernels);
    }
  }

  static Stream<Size> sizes() {
    List<Size> sizes = new ArrayList<>();
    Random random = new Random(4);
    for (int n = 0; n < 60; n++) {
      sizes.add(
          new Size(
              1 + random.nextInt(40),
              1 + random.nextInt(3),
              1 + random.nextInt(40),
              1 + random.nextInt(random.nextBoolean() ? 12 : 70),
              random.nextInt(3) == 0,
              random.nextBoolean(),
              random.nextBoolean()));
    }
    return sizes.stream();
  }

  private static float[][] rows(Random random, int count, int length) {
    float[][] rows = new float[count][length];
    for (float[] row : rows) {
      for (int i = 0; i < length; i++) {
        row[i] = (float) (3 * random.nextGaussian());
      }
    }
    return rows;
  }

  /** Masks of which some are all 0. */
  private static float[][] masks(Random random, int count, int length) {
    float[][] masks = new float[count][length];
    for (float[] mask : masks) {
      int odds = random.nextInt(4);
      for (int i = 0; i < length; i++) {
        mask[i] = random.nextInt(4) < odds ? 1 : 0;
      }
    }
    return masks;
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void weighsWhatCounts(Size z) {
    Random random = new Random(z.hashCode());
    float[][] scores = rows(random, z.samples, z.length());
    float[][] g = rows(random, z.samples, z.length());
    float[][] queryMask = z.masksQueries ? masks(random, z.samples, z.queries) : null;
    float[][] keyMask = z.masksKeys ? masks(random, z.samples, z.keys) : null;
    float[][] first = null;
    float[][] firstGradient = null;
    try (Team team = Team.of(3)) {
      for (KernelSet kernels : List.of(Kernels.plain(), Kernels.vectors())) {
        for (Team threads : Arrays.asList(null, team)) {
          Scratch scratch = new Scratch();
          scratch.team(threads);
          float[][] weights = new float[z.samples][z.length()];
          z.weights(kernels).forward(scores, queryMask, keyMask, weights, z.samples, scratch);
          float[][] gradient = Arrays.stream(g).map(float[]::clone).toArray(float[][]::new);
          z.weights(kernels)
              .gradient(weights, gradient, queryMask, keyMask, gradient, z.samples, scratch);
          float[] one = scores[0].clone();
          z.weights(kernels)
              .forward(
                  one,
                  queryMask == null ? null : queryMask[0],
                  keyMask == null ? null : keyMask[0],
                  one,
                  scratch);
          assertArrayEquals(weights[0], one);
          first = first == null ? weights : first;
          firstGradient = firstGradient == null ? gradient : firstGradient;
          assertArrayEquals(first, weights);
          assertArrayEquals(firstGradient, gradient);
        }
      }
    }
    for (int s = 0; s < z.samples; s++) {
      for (int row = 0; row < z.heads * z.queries; row++) {
        boolean[] counts = new boolean[z.keys];
        for (int j = 0; j < z.keys; j++) {
          counts[j] =
              (queryMask == null || queryMask[s][row % z.queries] != 0)
                  && (keyMask == null || keyMask[s][j] != 0)
                  && (!z.causal || j <= row % z.queries);
        }
        check(scores[s], g[s], row * z.keys, counts, first[s], firstGradient[s]);
      }
    }
  }

  private static void check(
      float[] scores, float[] g, int start, boolean[] counts, float[] weights, float[] gradient) {
    double[] expected = new double[counts.length];
    double sum = 0;
    for (int j = 0; j < counts.length; j++) {
      expected[j] = counts[j] ? Math.exp(scores[start + j]) : 0;
      sum += expected[j];
    }
    double mean = 0;
    for (int j = 0; j < counts.length; j++) {
      expected[j] = sum == 0 ? 1.0 / counts.length : expected[j] / sum;
      mean += expected[j] * g[start + j];
    }
    for (int j = 0; j < counts.length; j++) {
      double slope = sum == 0 ? 0 : expected[j] * (g[start + j] - mean);
      assertEquals(expected[j], weights[start + j], sum == 0 || counts[j] ? 1e-6 : 0);
      assertEquals(slope, gradient[start + j], sum == 0 ? 0 : 1e-5);
    }
  }

  /** A sequence that is filled up to another length has the same bits where it counts. */
  @Test
  void paddingChangesNothing() {
    Random random = new Random(8);
    for (int keys = 1; keys < 45; keys++) {
      for (int padded = keys; padded < keys + 18; padded++) {
        float[][] scores = rows(random, 1, padded);
        float[][] g = rows(random, 1, padded);
        float[][] mask = new float[1][padded];
        Arrays.fill(mask[0], 0, keys, 1);
        Scratch scratch = new Scratch();
        float[][] all = new float[1][padded];
        AttentionWeights weights = AttentionWeights.of(1, 1, padded, false);
        weights.forward(scores, null, mask, all, 1, scratch);
        float[][] shorter = {Arrays.copyOf(scores[0], keys)};
        AttentionWeights fewer = AttentionWeights.of(1, 1, keys, false);
        fewer.forward(shorter, null, null, shorter, 1, scratch);
        assertArrayEquals(shorter[0], Arrays.copyOf(all[0], keys));
        assertArrayEquals(new float[padded - keys], Arrays.copyOfRange(all[0], keys, padded));
        float[][] ofFewer = {Arrays.copyOf(g[0], keys)};
        fewer.gradient(shorter, ofFewer, null, null, ofFewer, 1, scratch);
        weights.gradient(all, g, null, mask, g, 1, scratch);
        assertArrayEquals(ofFewer[0], Arrays.copyOf(g[0], keys));
      }
    }
  }
}

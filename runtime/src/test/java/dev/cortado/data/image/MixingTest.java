package dev.cortado.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.data.Batch;
import dev.cortado.data.BatchTransform.Keys;
import dev.cortado.data.OneHotTargets;
import dev.cortado.random.Draws;
import dev.cortado.random.Randomness;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MixingTest {
  private static final int SAMPLES = 8;
  private static final int H = 12;
  private static final int W = 10;
  private static final int C = 2;

  /** Pictures that are all of one value, their number, with the class of their number. */
  private static Batch batch() {
    Batch batch = new Batch(SAMPLES, 1, 1);
    batch.samples(SAMPLES);
    for (int s = 0; s < SAMPLES; s++) {
      batch.input(0)[s] = new float[H * W * C];
      Arrays.fill(batch.input(0)[s], s);
      batch.target(0)[s] = new float[] {s};
    }
    new OneHotTargets(SAMPLES).apply(batch, new Keys(0, 0));
    return batch;
  }

  @Test
  void mixUpMixesInputsAsTargets() {
    double sum = 0;
    double squares = 0;
    for (int n = 0; n < 500; n++) {
      Batch batch = batch();
      MixUp.of(0.5).apply(batch, new Keys(Randomness.mix(n), 0));
      double weight = 1;
      for (int s = 0; s < SAMPLES; s++) {
        float[] target = batch.target(0)[s];
        double total = 0;
        double mean = 0;
        for (int c = 0; c < SAMPLES; c++) {
          total += target[c];
          mean += c * target[c];
        }
        assertEquals(1, total, 1e-6);
        // The picture is as much of each as the target says
        for (float value : batch.input(0)[s]) {
          assertEquals(mean, value, 1e-5);
        }
        weight = Math.min(weight, target[s]);
      }
      sum += weight;
      squares += weight * weight;
    }
    // Each batch has one weight, of the beta distribution
    double mean = sum / 500;
    assertEquals(0.5, mean, 0.08);
    assertEquals(1 / 8.0, squares / 500 - mean * mean, 0.02);
  }

  @Test
  void cutMixPastesARectangleAndMixesTargetsByItsPixels() {
    int mixed = 0;
    double pasted = 0;
    for (int n = 0; n < 300; n++) {
      Batch batch = batch();
      CutMix.of(H, W, C).apply(batch, new Keys(Randomness.mix(n), 0));
      for (int s = 0; s < SAMPLES; s++) {
        int other = s;
        int top = H;
        int bottom = -1;
        int left = W;
        int right = -1;
        int count = 0;
        for (int i = 0; i < H * W * C; i++) {
          int value = (int) batch.input(0)[s][i];
          if (value != s) {
            assertTrue(other == s || other == value);
            other = value;
            top = Math.min(top, i / C / W);
            bottom = Math.max(bottom, i / C / W);
            left = Math.min(left, i / C % W);
            right = Math.max(right, i / C % W);
            count++;
          }
        }
        if (count > 0) {
          mixed++;
          assertEquals((bottom - top + 1) * (right - left + 1) * C, count);
        }
        pasted += count / (double) (H * W * C);
        float[] expected = new float[SAMPLES];
        expected[s] = 1;
        expected[s] -= (float) count / (H * W * C);
        expected[other] += (float) count / (H * W * C);
        assertArrayEquals(expected, batch.target(0)[s], 1e-5f);
      }
    }
    assertTrue(mixed > 1000, "mixed " + mixed);
    assertEquals(0.5 * (SAMPLES - 1) / SAMPLES, pasted / (300 * SAMPLES), 0.05);
  }

  @Test
  void partnersAreAllOfTheBatchInARandomOrder() {
    int[][] counts = new int[4][4];
    for (int n = 0; n < 4000; n++) {
      int[] partners = Mixing.partners(4, new Draws(Randomness.mix(n)));
      assertArrayEquals(new int[] {0, 1, 2, 3}, Arrays.stream(partners).sorted().toArray());
      for (int i = 0; i < 4; i++) {
        counts[i][partners[i]]++;
      }
    }
    for (int[] row : counts) {
      for (int count : row) {
        assertEquals(1000, count, 150);
      }
    }
  }

  @Test
  void theSameKeysMixTheSame() {
    Batch first = batch();
    Batch second = batch();
    MixUp.of(1).apply(first, new Keys(4, 8));
    MixUp.of(1).apply(second, new Keys(4, 8));
    assertArrayEquals(first.input(0), second.input(0));
    assertArrayEquals(first.target(0), second.target(0));
  }

  @Test
  void saysWhatCannotBeMixed() {
    Batch batch = batch();
    batch.target(0)[3] = new float[] {3};
    assertEquals(
        "the target 3.0 cannot be mixed: if it is the index of a class, put new OneHotTargets(classes) before the mixing",
        assertThrows(
                IllegalArgumentException.class, () -> MixUp.of(0.2).apply(batch, new Keys(0, 0)))
            .getMessage());
    assertEquals(
        "a row has 240 values, but pictures of 2 x 2 x 1 have 4; give their sizes to CutMix.of",
        assertThrows(
                IllegalArgumentException.class,
                () -> CutMix.of(2, 2, 1).apply(batch(), new Keys(0, 0)))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> MixUp.of(0));
    assertThrows(IllegalArgumentException.class, () -> MixUp.of(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new CutMix(1, 1, 1, 1.5));
  }
}

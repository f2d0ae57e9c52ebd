package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
  /** Samples whose inputs are their number. */
  private static Samples samples(int... labels) {
    float[][] inputs = new float[labels.length][];
    for (int i = 0; i < labels.length; i++) {
      inputs[i] = new float[] {i};
    }
    return Samples.of(inputs, labels);
  }

  private static List<Integer> numbers(Samples samples) {
    return Arrays.stream(samples.inputs().get(0)).map(row -> (int) row[0]).toList();
  }

  /** How many samples of each of three classes there are, whose labels must still be theirs. */
  private static int[] counts(Samples samples, int[] labels) {
    int[] counts = new int[3];
    for (int i = 0; i < samples.count(); i++) {
      int label = (int) samples.targets().get(0)[i][0];
      assertEquals(labels[(int) samples.inputs().get(0)[i][0]], label);
      counts[label]++;
    }
    return counts;
  }

  private static List<Integer> sorted(Split<Samples> split) {
    List<Integer> all = new ArrayList<>(numbers(split.train()));
    all.addAll(numbers(split.test()));
    return all.stream().sorted().toList();
  }

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void splitsAtRandomBySeed() {
    Samples samples = samples(new int[100]);
    Split<Samples> split = samples.split(0.25, 1);
    assertEquals(25, split.test().count());
    assertEquals(upTo(100), sorted(split));
    assertEquals(numbers(split.test()), numbers(samples.split(0.25, 1).test()));
    assertNotEquals(numbers(split.test()), numbers(samples.split(0.25, 2).test()));
    assertNotEquals(numbers(split.test()).stream().sorted().toList(), numbers(split.test()));
    assertEquals(1, samples(new int[3]).split(0.4, 1).test().count());
  }

  @Test
  void weightsStayWithTheirSamples() {
    float[] weights = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    Samples test = samples(new int[10]).weights(weights).split(0.5, 1).test();
    for (int i = 0; i < 5; i++) {
      assertEquals(test.inputs().get(0)[i][0], test.weights()[i]);
    }
  }

  @Test
  void splitsEachClassByItsShare() {
    // 7, 2 and 1 of ten: 0.3 of them is 2.1, 0.6 and 0.3, of which 3 are wanted
    int[] labels = {0, 0, 2, 0, 0, 1, 0, 0, 1, 0};
    Split<Samples> split = samples(labels).stratifiedSplit(0.3, 5);
    assertArrayEquals(new int[] {2, 1, 0}, counts(split.test(), labels));
    assertArrayEquals(new int[] {5, 1, 1}, counts(split.train(), labels));
    assertEquals(upTo(10), sorted(split));
  }

  @Test
  void classesMayBeRowsWithAOne() {
    int[] labels = {0, 1, 2, 0, 1, 2, 0, 1, 2};
    Samples samples = samples(labels);
    Samples oneHot = Samples.of(samples.inputs().get(0), Labels.oneHot(labels, 3));
    assertEquals(
        numbers(samples.stratifiedSplit(1 / 3.0, 1).test()),
        numbers(oneHot.stratifiedSplit(1 / 3.0, 1).test()));
  }

  @Test
  void everySampleIsInOneTestFoldAndClassesKeepTheirShares() {
    SplittableRandom random = new SplittableRandom(8);
    for (int k = 2; k < 12; k++) {
      int[] labels = new int[k + random.nextInt(60)];
      Arrays.setAll(labels, i -> random.nextInt(10) < 7 ? 0 : random.nextInt(3));
      Samples samples = samples(labels);
      int[] all = counts(samples, labels);
      for (List<Split<Samples>> folds :
          List.of(samples.folds(k, k), samples.stratifiedFolds(k, k))) {
        assertEquals(k, folds.size());
        List<Integer> tested = new ArrayList<>();
        for (Split<Samples> fold : folds) {
          assertEquals(upTo(labels.length), sorted(fold));
          assertTrue(Math.abs(fold.test().count() - labels.length / (double) k) < 1);
          tested.addAll(numbers(fold.test()));
        }
        assertEquals(upTo(labels.length), tested.stream().sorted().toList());
      }
      for (Split<Samples> fold : samples.stratifiedFolds(k, k)) {
        int[] counts = counts(fold.test(), labels);
        for (int c = 0; c < 3; c++) {
          assertTrue(Math.abs(counts[c] - all[c] / (double) k) < 1);
        }
      }
    }
  }

  @Test
  void sharesOfClassesAreWithinOneForAnyFraction() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 200; i++) {
      int[] labels = new int[20 + random.nextInt(50)];
      Arrays.setAll(labels, j -> random.nextInt(3));
      double fraction = 0.05 + 0.9 * random.nextDouble();
      Samples samples = samples(labels);
      Split<Samples> split = samples.stratifiedSplit(fraction, i);
      assertEquals(Math.round(fraction * labels.length), split.test().count());
      int[] all = counts(samples, labels);
      int[] test = counts(split.test(), labels);
      for (int c = 0; c < 3; c++) {
        assertTrue(Math.abs(test[c] - fraction * all[c]) < 1);
      }
      assertEquals(upTo(labels.length), sorted(split));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "-0.5", "1.5", "NaN", "0.01", "0.99"})
  void refusesEmptyParts(double fraction) {
    Samples samples = samples(new int[10]);
    assertThrows(IllegalArgumentException.class, () -> samples.split(fraction, 1));
    assertThrows(IllegalArgumentException.class, () -> samples.stratifiedSplit(fraction, 1));
  }

  @Test
  void refusesFoldsAndTargetsThatDoNotWork() {
    Samples samples = samples(new int[10]);
    assertEquals(
        "10 samples cannot be split into 11 folds; there are at least 2 folds, of at least 1 sample",
        assertThrows(IllegalArgumentException.class, () -> samples.folds(11, 1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> samples.folds(1, 1));
    for (float[] target : new float[][] {{0.5f}, {0.5f, 0.5f}, {1, 1}, {0, 0}, {2, -1}}) {
      Samples regression = Samples.of(new float[][] {{1}}, new float[][] {target});
      assertEquals(
          "the target of row 0 is no class: it is neither a whole number nor a row with a single 1",
          assertThrows(IllegalArgumentException.class, () -> regression.stratifiedSplit(0.5, 1))
              .getMessage());
    }
    float[][] one = {{1}};
    Samples two = Samples.of(List.<float[][]>of(one), List.of(one, one));
    assertThrows(IllegalArgumentException.class, () -> two.stratifiedFolds(2, 1));
  }

  @Test
  void rowsOfMatricesAreSamples() {
    FMatrixRMaj inputs = new FMatrixRMaj(3, 2, true, 1, 2, 3, 4, 5, 6);
    FMatrixRMaj targets = new FMatrixRMaj(3, 1, true, 7, 8, 9);
    Samples samples = Samples.of(inputs, targets);
    assertArrayEquals(new float[][] {{1, 2}, {3, 4}, {5, 6}}, samples.inputs().get(0));
    assertArrayEquals(new float[][] {{7}, {8}, {9}}, samples.targets().get(0));
    inputs.set(0, 0, 100);
    assertEquals(1, samples.inputs().get(0)[0][0]);
    assertArrayEquals(
        new float[][] {{0}, {2}, {1}}, Samples.of(inputs, new int[] {0, 2, 1}).targets().get(0));
    assertThrows(IllegalArgumentException.class, () -> Samples.of(inputs, new FMatrixRMaj(2, 1)));
  }

  @Test
  void predictionsBecomeMatrices() {
    FMatrixRMaj matrix = Matrices.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    assertEquals(3, matrix.numRows);
    assertEquals(2, matrix.numCols);
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, matrix.data);
    assertArrayEquals(new float[][] {{1, 2}, {3, 4}, {5, 6}}, Matrices.rows(matrix));
    // A matrix that was made smaller keeps an array that is too long
    matrix.reshape(2, 2);
    assertArrayEquals(new float[][] {{1, 2}, {3, 4}}, Matrices.rows(matrix));
    assertEquals(0, Matrices.of(new float[0][]).getNumElements());
    assertEquals(
        "row 1 has 1 values, but row 0 has 2; rows of a matrix are equally long",
        assertThrows(IllegalArgumentException.class, () -> Matrices.of(new float[][] {{1, 2}, {3}}))
            .getMessage());
  }
}

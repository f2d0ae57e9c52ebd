package dev.cortado.data;

import dev.cortado.random.Randomness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which samples are for training and which for testing. */
final class Partition {
  private final int[] shuffled;

  /** The shuffled samples, class by class. */
  private final int[] byClass;

  /** The number of samples of each class, in the order of {@link #byClass}. */
  private final int[] sizes;

  private Partition(int[] shuffled, int[] byClass, int[] sizes) {
    this.shuffled = shuffled;
    this.byClass = byClass;
    this.sizes = sizes;
  }

  /** Of so many samples that are all alike. */
  static Partition of(int count, long seed) {
    int[] shuffled = new int[count];
    Order.shuffled(Randomness.of(seed), 0).fill(shuffled);
    return new Partition(shuffled, shuffled, new int[] {count});
  }

  /**
   * Of samples of classes, so that each part has its share of each class.
   *
   * @param classes the class of each sample, any number
   */
  static Partition stratified(int[] classes, long seed) {
    int[] shuffled = of(classes.length, seed).shuffled;
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int c : classes) {
      counts.merge(c, 1, Integer::sum);
    }
    int[] byClass =
        Arrays.stream(shuffled)
            .boxed()
            .sorted(Comparator.comparingInt(sample -> classes[sample]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Partition(
        shuffled, byClass, counts.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Two parts, each in a random order.
   *
   * @param testFraction how much of each class is for testing: the number of test samples is
   *     rounded, that of each class is not more than 1 from its share
   */
  Split<int[]> split(double testFraction) {
    int count = shuffled.length;
    int test = (int) Math.round(testFraction * count);
    if (!(testFraction > 0 && testFraction < 1) || test < 1 || test >= count) {
      throw new IllegalArgumentException(
          "a split of %d samples with %s of them for testing leaves one part empty; give a fraction between 0 and 1"
              .formatted(count, testFraction));
    }
    boolean[] forTest = new boolean[count];
    int[] quotas = quotas(testFraction, test);
    int from = 0;
    for (int c = 0; c < sizes.length; c++) {
      for (int i = 0; i < quotas[c]; i++) {
        forTest[byClass[from + i]] = true;
      }
      from += sizes[c];
    }
    return parts(forTest);
  }

  /**
   * Each sample is in the test part of exactly one of the folds; folds and the classes in them
   * differ in size by at most 1.
   */
  List<Split<int[]>> folds(int k) {
    if (k < 2 || k > shuffled.length) {
      throw new IllegalArgumentException(
          "%d samples cannot be split into %d folds; there are at least 2 folds, of at least 1 sample"
              .formatted(shuffled.length, k));
    }
    List<Split<int[]>> folds = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      boolean[] forTest = new boolean[shuffled.length];
      for (int i = fold; i < byClass.length; i += k) {
        forTest[byClass[i]] = true;
      }
      folds.add(parts(forTest));
    }
    return folds;
  }

  /** How many of each class are for testing, by the method of largest remainders. */
  private int[] quotas(double fraction, int test) {
    int[] quotas = new int[sizes.length];
    double[] remainders = new double[sizes.length];
    int rest = test;
    for (int c = 0; c < sizes.length; c++) {
      quotas[c] = (int) Math.floor(fraction * sizes[c]);
      remainders[c] = fraction * sizes[c] - quotas[c];
      rest -= quotas[c];
    }
    Integer[] greatest = new Integer[sizes.length];
    Arrays.setAll(greatest, c -> c);
    Arrays.sort(greatest, Comparator.comparingDouble(c -> -remainders[c]));
    for (int i = 0; i < rest; i++) {
      quotas[greatest[i]]++;
    }
    return quotas;
  }

  private Split<int[]> parts(boolean[] forTest) {
    return new Split<>(
        Arrays.stream(shuffled).filter(sample -> !forTest[sample]).toArray(),
        Arrays.stream(shuffled).filter(sample -> forTest[sample]).toArray());
  }
}

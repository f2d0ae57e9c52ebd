package dev.cortado.samples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Choices that are made up. Each user has a taste and each item a kind, of four numbers; a user
 * chooses what is popular and what fits the taste, and for the rest by chance. Real users are less
 * simple.
 *
 * @param ratings who chose what
 * @param appeal for each user by item the logarithm of how probable a choice is, but for a
 *     constant: what a recommender would best know
 */
record Market(Ratings ratings, List<float[]> appeal) {
  private static final int NUMBERS = 4;
  private static final double TASTE = 1.4;
  private static final int FEWEST = 15;
  private static final int MOST = 60;

  /** A market: the same for the same seed. */
  static Market generate(int users, int items, long seed) {
    Random random = new Random(seed);
    double[][] tastes = normal(users, random);
    double[][] kinds = normal(items, random);
    List<float[]> appeal = new ArrayList<>();
    List<List<Integer>> chosen = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      float[] appeals = new float[items];
      double[] luck = new double[items];
      for (int item = 0; item < items; item++) {
        double fit = 0;
        for (int i = 0; i < NUMBERS; i++) {
          fit += tastes[user][i] * kinds[item][i];
        }
        // By Zipf's law the first items are the most popular
        appeals[item] = (float) (TASTE * fit - Math.log(item + 10.0));
        // The greatest sums with Gumbel's noise are draws with the probabilities exp(appeal)
        luck[item] = appeals[item] - Math.log(-Math.log(1 - random.nextDouble()));
      }
      List<Integer> best =
          new ArrayList<>(
              IntStream.range(0, items)
                  .boxed()
                  .sorted(Comparator.comparingDouble(item -> -luck[item]))
                  .limit(FEWEST + random.nextInt(MOST - FEWEST))
                  .toList());
      Collections.shuffle(best, random);
      chosen.add(best);
      appeal.add(appeals);
    }
    List<String> names = IntStream.range(0, items).mapToObj(i -> "item " + i).toList();
    return new Market(Ratings.of(chosen, names), appeal);
  }

  private static double[][] normal(int rows, Random random) {
    double[][] values = new double[rows][NUMBERS];
    for (double[] row : values) {
      for (int i = 0; i < NUMBERS; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return values;
  }
}

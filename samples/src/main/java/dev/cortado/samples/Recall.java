package dev.cortado.samples;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** How many of the items that users chose later are among those recommended to them. */
final class Recall {
  private final Ratings ratings;

  Recall(Ratings ratings) {
    this.ratings = ratings;
  }

  /** The users who have items for the test. */
  int[] users() {
    return IntStream.range(0, ratings.held().size())
        .filter(user -> !ratings.held().get(user).isEmpty())
        .toArray();
  }

  /** The best items for a user, without those that it is known to have chosen. */
  List<Integer> best(int user, float[] scores, int count) {
    BitSet seen = ratings.seen().get(user);
    return IntStream.range(0, scores.length)
        .filter(item -> !seen.get(item))
        .boxed()
        .sorted(Comparator.comparingDouble(item -> -scores[item]))
        .limit(count)
        .toList();
  }

  /**
   * The part of the items chosen later that is among the first, a mean over users: at 1, 2 and so
   * on of the first.
   *
   * @param scores for a user a number for each item
   */
  double[] upTo(int most, IntFunction<float[]> scores) {
    double[] recall = new double[most];
    int[] users = users();
    for (int user : users) {
      BitSet held = ratings.held().get(user);
      List<Integer> best = best(user, scores.apply(user), most);
      int found = 0;
      for (int k = 0; k < most; k++) {
        found += k < best.size() && held.get(best.get(k)) ? 1 : 0;
        recall[k] += (double) found / held.cardinality() / users.length;
      }
    }
    return recall;
  }
}

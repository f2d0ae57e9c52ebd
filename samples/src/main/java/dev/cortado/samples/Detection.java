package dev.cortado.samples;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** How well scores, of which greater ones give an alarm, find events. */
final class Detection {
  private final double[] scores;
  private final boolean[] isEvent;

  /**
   * Of what was seen one after the other.
   *
   * @param scores a positive one for each
   * @param isEvent for each whether there is an event
   */
  Detection(double[] scores, boolean[] isEvent) {
    this.scores = scores;
    this.isEvent = isEvent;
  }

  /** The least score that at least a part of all scores is not above. */
  static double quantile(double[] scores, double part) {
    double[] sorted = Arrays.stream(scores).sorted().toArray();
    return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
  }

  /** From one index up to, but without, another. */
  Detection slice(int from, int to) {
    return new Detection(
        Arrays.copyOfRange(scores, from, to), Arrays.copyOfRange(isEvent, from, to));
  }

  /** How many scores there are. */
  int count() {
    return scores.length;
  }

  /** One of the scores. */
  double score(int index) {
    return scores[index];
  }

  /** Whether there is an event. */
  boolean isEvent(int index) {
    return isEvent[index];
  }

  /** How many of all are events. */
  int events() {
    return count(i -> isEvent[i]);
  }

  /** How many alarms are given where there is no event. */
  int falseAlarms(double threshold) {
    return count(i -> scores[i] > threshold && !isEvent[i]);
  }

  /** The part of the alarms that are right; 1 without any. */
  double precision(double threshold) {
    int alarms = count(i -> scores[i] > threshold);
    return alarms == 0 ? 1 : (double) found(threshold) / alarms;
  }

  /** The part of the events that gives an alarm. */
  double recall(double threshold) {
    return (double) found(threshold) / events();
  }

  /** The harmonic mean of precision and recall. */
  double f1(double threshold) {
    return 2.0 * found(threshold) / (count(i -> scores[i] > threshold) + events());
  }

  /** How many scores after the first of an event the first alarm in one comes; -1 for never. */
  int delay(double threshold) {
    int first = IntStream.range(0, scores.length).filter(i -> isEvent[i]).findFirst().orElse(0);
    return IntStream.range(first, scores.length)
        .filter(i -> isEvent[i] && scores[i] > threshold)
        .map(i -> i - first)
        .findFirst()
        .orElse(-1);
  }

  private int found(double threshold) {
    return count(i -> scores[i] > threshold && isEvent[i]);
  }

  private int count(IntPredicate which) {
    return (int) IntStream.range(0, scores.length).filter(which).count();
  }

  /**
   * The mean of the precision over recall: {@code Σ (recall - recall before) · precision} over all
   * thresholds, from the greatest down, as scikit-learn defines it.
   */
  double averagePrecision() {
    double[][] curve = curve();
    double sum = 0;
    for (int i = 0; i < curve[0].length; i++) {
      sum += (curve[0][i] - (i == 0 ? 0 : curve[0][i - 1])) * curve[1][i];
    }
    return sum;
  }

  /** Recall and precision at each distinct score, from the greatest down. */
  double[][] curve() {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] recall = new double[order.length];
    double[] precision = new double[order.length];
    int points = 0;
    int found = 0;
    for (int i = 0; i < order.length; i++) {
      found += isEvent[order[i]] ? 1 : 0;
      if (i + 1 == order.length || scores[order[i + 1]] < scores[order[i]]) {
        recall[points] = (double) found / events();
        precision[points++] = found / (i + 1.0);
      }
    }
    return new double[][] {Arrays.copyOf(recall, points), Arrays.copyOf(precision, points)};
  }
}

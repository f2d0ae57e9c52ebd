package dev.cortado.benchmarks.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was measured of one contender: values of equal standing.
 *
 * @param values at least one: of each round its median, or the iterations of a single round
 */
record Figure(List<Double> values) {
  /** The figure of some rounds, each with its iterations. */
  static Figure of(List<List<Double>> rounds) {
    return new Figure(
        rounds.size() == 1 ? rounds.get(0) : rounds.stream().map(Figure::median).toList());
  }

  /** The median. */
  double median() {
    return median(values);
  }

  /** Half the way from the least to the greatest value, as a part of the median. */
  double spread() {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double greatest = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return greatest == least ? 0 : (greatest - least) / 2 / median();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : Stream.of(sorted.get(middle - 1), sorted.get(middle))
            .mapToDouble(Double::doubleValue)
            .average()
            .orElseThrow();
  }
}

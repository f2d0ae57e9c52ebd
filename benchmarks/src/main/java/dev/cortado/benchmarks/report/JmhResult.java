package dev.cortado.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What JMH measured with one set of parameters.
 *
 * @param parameters the parameters by name
 * @param scores the score of each iteration, in the benchmark's unit
 * @param histograms for benchmarks that time single calls, for each iteration how often it saw each
 *     time; otherwise empty
 */
public record JmhResult(
    Map<String, String> parameters, List<Double> scores, List<TreeMap<Double, Double>> histograms) {

  /** Reads the results from the JSON that JMH writes. */
  public static List<JmhResult> parse(String json) {
    return list(Json.parse(json)).stream().map(result -> read(map(result))).toList();
  }

  /** A percentile, from 0 to 1, of the times of single calls in each iteration. */
  public List<Double> percentiles(double fraction) {
    return histograms.stream().map(histogram -> percentile(histogram, fraction)).toList();
  }

  private static double percentile(TreeMap<Double, Double> histogram, double fraction) {
    double left = fraction * histogram.values().stream().mapToDouble(Double::doubleValue).sum();
    for (Map.Entry<Double, Double> bar : histogram.entrySet()) {
      left -= bar.getValue();
      if (left <= 0) {
        return bar.getKey();
      }
    }
    return histogram.lastKey();
  }

  private static JmhResult read(Map<String, Object> result) {
    Map<String, String> parameters = new TreeMap<>();
    map(result.get("params")).forEach((name, value) -> parameters.put(name, (String) value));
    Map<String, Object> primary = map(result.get("primaryMetric"));
    List<TreeMap<Double, Double>> histograms = new ArrayList<>();
    if (primary.containsKey("rawDataHistogram")) {
      for (Object fork : list(primary.get("rawDataHistogram"))) {
        list(fork).forEach(iteration -> histograms.add(histogram(iteration)));
      }
    }
    return new JmhResult(
        parameters,
        primary.containsKey("rawData") ? numbers(primary.get("rawData")) : List.of(),
        histograms);
  }

  private static TreeMap<Double, Double> histogram(Object bars) {
    TreeMap<Double, Double> counts = new TreeMap<>();
    for (Object bar : list(bars)) {
      counts.put((Double) list(bar).get(0), (Double) list(bar).get(1));
    }
    return counts;
  }

  /** The numbers of all forks in one list. */
  private static List<Double> numbers(Object forks) {
    List<Double> all = new ArrayList<>();
    for (Object fork : list(forks)) {
      list(fork).forEach(number -> all.add((Double) number));
    }
    return all;
  }

  @SuppressWarnings("unchecked") // the names of an object's members are strings
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // an array's elements are objects
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}

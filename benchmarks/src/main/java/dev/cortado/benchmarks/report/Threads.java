package dev.cortado.benchmarks.report;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a second thread brings. */
public final class Threads {
  private Threads() {}

  /**
   * Adds the figures of one round: on 1 thread, on 2, and the quotient of the medians.
   *
   * @param results epochs a second, for each workload with each number of threads
   * @param samples how many samples an epoch has
   */
  public static void add(
      List<JmhResult> results, int samples, String contender, Measurements measurements) {
    Map<String, Double> medians = new HashMap<>();
    for (JmhResult result : results) {
      String threads = threads(result);
      String subject =
          network(result) + ", " + threads + (threads.equals("1") ? " thread" : " threads");
      List<Double> rates = result.scores().stream().map(epochs -> epochs * samples).toList();
      measurements.add(Metric.FIT, subject, contender, rates);
      medians.put(network(result) + threads, new Figure(rates).median());
    }
    for (JmhResult result : results) {
      if (threads(result).equals("2")) {
        double quotient = medians.get(network(result) + "2") / medians.get(network(result) + "1");
        measurements.add(Metric.SPEED_UP, network(result), contender, List.of(quotient));
      }
    }
  }

  private static String network(JmhResult result) {
    return result.parameters().get("workload").toLowerCase(Locale.ROOT);
  }

  private static String threads(JmhResult result) {
    return result.parameters().get("threads");
  }
}

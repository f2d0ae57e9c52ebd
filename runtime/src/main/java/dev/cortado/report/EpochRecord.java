package dev.cortado.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * What came of an epoch.
 *
 * @param seconds how long it took, with its validation
 * @param learningRate the learning rate at its end
 * @param figures the loss and the metrics by name
 */
record EpochRecord(double seconds, double learningRate, Map<String, Double> figures) {
  private static final String SECONDS = "seconds";
  private static final String RATE = "rate";
  private static final String FIGURE = "figure ";

  /** Writes it among the numbers that a callback remembers, by its epoch. */
  void remember(int epoch, Map<String, Double> numbers) {
    numbers.put(epoch + "/" + SECONDS, seconds);
    numbers.put(epoch + "/" + RATE, learningRate);
    figures.forEach(
        (name, value) -> {
          if (Double.isFinite(value)) {
            numbers.put(epoch + "/" + FIGURE + name, value);
          }
        });
  }

  /** Whether an epoch is among remembered numbers. */
  static boolean isRemembered(int epoch, Map<String, Double> numbers) {
    return numbers.containsKey(epoch + "/" + SECONDS);
  }

  /** Reads it from remembered numbers. */
  static EpochRecord recall(int epoch, Map<String, Double> numbers) {
    Map<String, Double> figures = new TreeMap<>();
    String prefix = epoch + "/" + FIGURE;
    numbers.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            figures.put(name.substring(prefix.length()), value);
          }
        });
    return new EpochRecord(
        numbers.get(epoch + "/" + SECONDS), numbers.get(epoch + "/" + RATE), figures);
  }
}

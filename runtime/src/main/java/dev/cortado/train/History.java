package dev.cortado.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the epochs of a run came to. */
public final class History {
  private final Map<String, List<Double>> values = new TreeMap<>();
  private String stopReason;

  History() {}

  void add(Map<String, Double> logs) {
    logs.forEach(
        (name, value) -> values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value));
  }

  void stopped(String reason) {
    stopReason = reason;
  }

  /** The figures' names, such as {@code loss} and {@code val_accuracy}, in alphabetical order. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** A figure after each epoch; empty where there is none of that name. */
  public List<Double> get(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /** Why the run ended before its last epoch, where it did. */
  public Optional<String> stopReason() {
    return Optional.ofNullable(stopReason);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}

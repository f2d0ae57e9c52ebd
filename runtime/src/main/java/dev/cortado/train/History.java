package dev.cortado.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the epochs of a run came to. */
public final class History {
  private static final String PREFIX = "history ";

  private final List<Integer> epochs = new ArrayList<>();
  private final Map<String, List<Double>> values = new TreeMap<>();
  private String stopReason;

  History() {}

  void add(int epoch, Map<String, Double> logs) {
    epochs.add(epoch);
    logs.forEach(
        (name, value) -> values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value));
  }

  void stopped(String reason) {
    stopReason = reason;
  }

  /** The epochs that were trained, from 0; of a resumed run also those before. */
  public List<Integer> epochs() {
    return List.copyOf(epochs);
  }

  /** The figures' names, such as {@code loss} and {@code val_accuracy}, in alphabetical order. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }

  /**
   * A figure after each epoch that has it: those of a validation only after epochs with one. Empty
   * where there is none of that name.
   */
  public List<Double> get(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /** Why the run ended before its last epoch, where it did. */
  public Optional<String> stopReason() {
    return Optional.ofNullable(stopReason);
  }

  /** Puts the figures into a checkpoint. */
  void save(Checkpoint checkpoint) {
    checkpoint.put("epochs", epochs.stream().mapToDouble(Integer::doubleValue).toArray());
    values.forEach(
        (name, figures) ->
            checkpoint.put(
                PREFIX + name, figures.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** Takes over what {@link #save} put into a checkpoint. */
  void restore(Checkpoint checkpoint) throws IOException {
    epochs.clear();
    values.clear();
    for (double epoch : checkpoint.numbers("epochs")) {
      if (epoch < 0 || epoch != (int) epoch) {
        throw checkpoint.damaged("has %s under 'epochs', which is no epoch".formatted(epoch));
      }
      epochs.add((int) epoch);
    }
    for (String name : checkpoint.texts(PREFIX).keySet()) {
      double[] figures = checkpoint.numbers(PREFIX + name);
      values.put(name, new ArrayList<>(Arrays.stream(figures).boxed().toList()));
    }
  }

  @Override
  public String toString() {
    return values.toString();
  }
}

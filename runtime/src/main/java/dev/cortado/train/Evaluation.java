package dev.cortado.train;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The loss and the metrics of a data set, by name. */
public record Evaluation(Map<String, Double> values) {
  /** Copies the values. */
  public Evaluation {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** The loss. */
  public double loss() {
    return get("loss");
  }

  /** The loss or a metric, for example {@code accuracy}. */
  public double get(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no '%s'; there are %s".formatted(name, values.keySet()));
    }
    return value;
  }
}

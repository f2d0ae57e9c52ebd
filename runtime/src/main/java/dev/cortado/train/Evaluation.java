package dev.cortado.train;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
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

  /** As in Keras's progress line: {@code accuracy: 0.9750 - loss: 0.0812}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(" - ");
    values.forEach((name, value) -> text.add(String.format(Locale.ROOT, "%s: %.4f", name, value)));
    return text.toString();
  }
}

package dev.cortado.callback;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures by name, in alphabetical order. The same object is updated as training goes on. */
public final class Logs {
  private List<String> names;
  private double[] values;

  /** Zeros under these names. */
  public Logs(List<String> names) {
    this.names = names.stream().sorted().toList();
    this.values = new double[names.size()];
  }

  /** The names, in alphabetical order. */
  public List<String> names() {
    return names;
  }

  /** Whether there is a figure of that name. */
  public boolean has(String name) {
    return names.contains(name);
  }

  /**
   * A figure.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public double get(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is no figure '%s'; there are %s".formatted(name, names));
    }
    return values[index];
  }

  /** Sets a figure, or adds one that is new; callbacks may add figures of their own to an epoch. */
  public void set(String name, double value) {
    int index = names.indexOf(name);
    if (index < 0) {
      Map<String, Double> more = toMap();
      more.put(name, value);
      names = List.copyOf(more.keySet());
      values = more.values().stream().mapToDouble(Double::doubleValue).toArray();
    } else {
      values[index] = value;
    }
  }

  /** A copy. */
  public Map<String, Double> toMap() {
    Map<String, Double> copy = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      copy.put(names.get(i), values[i]);
    }
    return copy;
  }
}

package dev.cortado.callback;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures by name, in alphabetical order. The same object is updated as training goes on. */
public final class Logs {
  private final List<String> names;
  private final double[] values;

  /** Zeros under these names. */
  public Logs(List<String> names) {
    this.names = names.stream().sorted().toList();
    this.values = new double[names.size()];
  }

  /** The names, in alphabetical order. */
  public List<String> names() {
    return names;
  }

  /**
   * A figure.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public double get(String name) {
    return values[index(name)];
  }

  /** Sets a figure. */
  public void set(String name, double value) {
    values[index(name)] = value;
  }

  /** A copy. */
  public Map<String, Double> toMap() {
    Map<String, Double> copy = new TreeMap<>();
    names.forEach(name -> copy.put(name, get(name)));
    return copy;
  }

  private int index(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is no figure '%s'; there are %s".formatted(name, names));
    }
    return index;
  }
}

package dev.cortado.callback;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a callback remembers, so that a checkpoint can hold it.
 *
 * @param numbers single numbers by name
 * @param arrays arrays by name, for example the best weights; not copied
 */
public record Memory(Map<String, Double> numbers, Map<String, float[]> arrays) {
  /** For callbacks that remember nothing. */
  public static final Memory NOTHING = new Memory(Map.of(), Map.of());

  /** Copies the maps. */
  public Memory {
    numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
    arrays = Collections.unmodifiableMap(new TreeMap<>(arrays));
  }

  /** Numbers alone. */
  public static Memory of(Map<String, Double> numbers) {
    return new Memory(numbers, Map.of());
  }
}

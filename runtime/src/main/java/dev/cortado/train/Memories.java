package dev.cortado.train;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What callbacks remember, in a checkpoint: by the name of their class, and their position among
 * the callbacks of that class.
 */
final class Memories {
  private static final String PREFIX = "callback ";

  private Memories() {}

  static void save(Checkpoint checkpoint, List<Callback> callbacks) {
    List<String> keys = keys(callbacks);
    for (int c = 0; c < keys.size(); c++) {
      String prefix = PREFIX + keys.get(c) + "/";
      Memory memory = callbacks.get(c).remember();
      memory.numbers().forEach((name, number) -> checkpoint.put(prefix + name, number));
      memory.arrays().forEach((name, array) -> checkpoint.put(prefix + name, array));
    }
  }

  /** Hands callbacks what they remembered. Those that remembered nothing are not called. */
  static void restore(Checkpoint checkpoint, List<Callback> callbacks) throws IOException {
    List<String> keys = keys(callbacks);
    for (int c = 0; c < keys.size(); c++) {
      String prefix = PREFIX + keys.get(c) + "/";
      Map<String, Double> numbers = new TreeMap<>();
      for (String name : checkpoint.texts(prefix).keySet()) {
        numbers.put(name, checkpoint.numbers(prefix + name, 1)[0]);
      }
      Map<String, float[]> arrays = checkpoint.arrays(prefix);
      if (!numbers.isEmpty() || !arrays.isEmpty()) {
        callbacks.get(c).recall(new Memory(numbers, arrays));
      }
    }
  }

  /**
   * Looks for those who remembered something.
   *
   * @throws IllegalArgumentException where one is missing
   */
  static void requireAll(Checkpoint checkpoint, List<Callback> callbacks) {
    List<String> keys = keys(callbacks);
    TreeSet<String> remembered = new TreeSet<>(checkpoint.texts(PREFIX).keySet());
    remembered.addAll(checkpoint.arrays(PREFIX).keySet());
    for (String name : remembered) {
      if (keys.stream().noneMatch(key -> name.startsWith(key + "/"))) {
        throw new IllegalArgumentException(
            "%s holds what the callback %s remembered, but this run has only the callbacks %s; give the same callbacks, or begin anew in another file"
                .formatted(checkpoint.file(), name.substring(0, name.indexOf('/')), keys));
      }
    }
  }

  /** For each callback, its class and the position among those of its class. */
  private static List<String> keys(List<Callback> callbacks) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> keys = new ArrayList<>();
    for (Callback callback : callbacks) {
      String type = callback.getClass().getName();
      keys.add(type + " " + seen.merge(type, 1, Integer::sum));
    }
    return keys;
  }
}

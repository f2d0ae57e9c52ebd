package dev.cortado.train;

import dev.cortado.callback.Callback;
import dev.cortado.callback.Memory;
import dev.cortado.io.Excerpt;
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

  /**
   * Hands callbacks what they remembered. Those that remembered nothing are not called.
   *
   * @throws IOException where one refuses what it is said to have remembered
   */
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
        recall(checkpoint, callbacks.get(c), keys.get(c), new Memory(numbers, arrays));
      }
    }
  }

  private static void recall(Checkpoint checkpoint, Callback callback, String key, Memory memory)
      throws IOException {
    try {
      callback.recall(memory);
    } catch (IllegalArgumentException wrong) {
      IOException damaged =
          checkpoint.damaged(
              "holds what the callback %s cannot have remembered: %s"
                  .formatted(key, wrong.getMessage()));
      damaged.initCause(wrong);
      throw damaged;
    }
  }

  /**
   * Looks for those who remembered something.
   *
   * @throws IOException where it is not said who
   * @throws IllegalArgumentException where one is missing
   */
  static void requireAll(Checkpoint checkpoint, List<Callback> callbacks) throws IOException {
    List<String> keys = keys(callbacks);
    TreeSet<String> remembered = new TreeSet<>(checkpoint.texts(PREFIX).keySet());
    remembered.addAll(checkpoint.arrays(PREFIX).keySet());
    for (String name : remembered) {
      if (name.indexOf('/') < 0) {
        throw checkpoint.damaged(
            "holds '%s', which no callback remembers".formatted(Excerpt.of(PREFIX + name)));
      }
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

package dev.cortado.data.series;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of measurements at equal intervals, from the earliest to the latest, of one thing that was
 * measured: one engine, one patient. Windows never reach from one series into another. Rows are not
 * copied.
 */
public final class Series {
  private final float[][] rows;
  private final Optional<float[][]> targets;

  private Series(float[][] rows, Optional<float[][]> targets) {
    this.rows = rows;
    this.targets = targets;
    requireEqual("row", rows, "a series");
    targets.ifPresent(all -> requireEqual("target row", all, "the targets of a series"));
    if (targets.isPresent() && targets.get().length != rows.length) {
      throw new IllegalArgumentException(
          "there are %d rows of targets for %d rows; give one each"
              .formatted(targets.get().length, rows.length));
    }
  }

  private static void requireEqual(String what, float[][] rows, String of) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != rows[0].length || rows[i].length == 0) {
        throw new IllegalArgumentException(
            "%s %d has %d values, but row 0 has %d; all rows of %s are as long, and have at least 1"
                .formatted(what, i, rows[i].length, rows[0].length, of));
      }
    }
  }

  /**
   * A series that predicts itself.
   *
   * @param rows one row of features for each point in time
   * @throws IllegalArgumentException where rows differ in length or are empty
   */
  public static Series of(float[][] rows) {
    return new Series(rows, Optional.empty());
  }

  /**
   * A series with targets, such as the life that is left at each point in time.
   *
   * @param targets one row for each row
   * @throws IllegalArgumentException where rows differ in length or are empty, or there are not as
   *     many rows of targets
   */
  public static Series of(float[][] rows, float[][] targets) {
    return new Series(rows, Optional.of(targets));
  }

  /**
   * The series of several things whose rows stand in one table: {@code Series.groups(rows, targets,
   * engines)}.
   *
   * @param names of what each row is a measurement; rows of a name are in the order of time, and
   *     need not stand together
   * @return a series for each name, in the order in which names first occur
   * @throws IllegalArgumentException where there are not as many of each
   */
  public static Map<String, Series> groups(float[][] rows, float[][] targets, List<String> names) {
    if (targets.length != rows.length) {
      throw new IllegalArgumentException(
          "there are %d rows of targets for %d rows; give one each"
              .formatted(targets.length, rows.length));
    }
    Map<String, Series> groups = new LinkedHashMap<>();
    indices(rows, names)
        .forEach(
            (name, indices) -> groups.put(name, of(taken(rows, indices), taken(targets, indices))));
    return groups;
  }

  /** The series of several things, which predict themselves, as with targets. */
  public static Map<String, Series> groups(float[][] rows, List<String> names) {
    Map<String, Series> groups = new LinkedHashMap<>();
    indices(rows, names).forEach((name, indices) -> groups.put(name, of(taken(rows, indices))));
    return groups;
  }

  private static Map<String, List<Integer>> indices(float[][] rows, List<String> names) {
    if (names.size() != rows.length) {
      throw new IllegalArgumentException(
          "there are %d names for %d rows; give one each".formatted(names.size(), rows.length));
    }
    Map<String, List<Integer>> indices = new LinkedHashMap<>();
    for (int i = 0; i < rows.length; i++) {
      indices.computeIfAbsent(names.get(i), absent -> new ArrayList<>()).add(i);
    }
    return indices;
  }

  private static float[][] taken(float[][] rows, List<Integer> indices) {
    return indices.stream().map(index -> rows[index]).toArray(float[][]::new);
  }

  /** The number of rows. */
  public int count() {
    return rows.length;
  }

  /** The rows themselves. */
  public float[][] rows() {
    return rows;
  }

  /** The rows of targets themselves, where it has its own. */
  public Optional<float[][]> targets() {
    return targets;
  }
}

package dev.cortado.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A network in rows, each layer below those that feed it. An edge that passes rows has a lane in
 * each, so that all edges run from a row to the next and none runs through a layer. Layers and
 * lanes are slots, numbered from 0: the layers first, as given.
 */
final class LayerGraph {
  private final int layers;
  private final List<Integer> rows = new ArrayList<>();
  private final List<List<Integer>> above = new ArrayList<>();
  private final List<List<Integer>> below = new ArrayList<>();
  private final List<List<Integer>> edges = new ArrayList<>();

  /**
   * @param inputs for each layer, the layers that feed it; without cycles
   */
  LayerGraph(List<List<Integer>> inputs) {
    layers = inputs.size();
    for (int row : rows(inputs)) {
      slot(row);
    }
    for (int layer = 0; layer < layers; layer++) {
      Set<Integer> feeders = new LinkedHashSet<>(inputs.get(layer));
      for (int feeder : feeders) {
        edges.add(edge(feeder, layer));
      }
    }
  }

  /** How many slots there are. */
  int slots() {
    return rows.size();
  }

  /** Whether a slot is a layer, not a lane. */
  boolean isLayer(int slot) {
    return slot < layers;
  }

  /** The row of a slot, from 0 at the top. */
  int row(int slot) {
    return rows.get(slot);
  }

  /** The number of rows. */
  int rowCount() {
    return rows.stream().mapToInt(row -> row + 1).max().orElse(0);
  }

  /** The slots of the row above from which edges come. */
  List<Integer> above(int slot) {
    return above.get(slot);
  }

  /** The slots of the row below to which edges go. */
  List<Integer> below(int slot) {
    return below.get(slot);
  }

  /** For each edge, its slots from the layer at its beginning to that at its end. */
  List<List<Integer>> edges() {
    return edges;
  }

  /** Each layer one below the lowest that feeds it; an input just above the first that it feeds. */
  private static int[] rows(List<List<Integer>> inputs) {
    int[] rows = new int[inputs.size()];
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int layer = 0; layer < rows.length; layer++) {
        for (int feeder : inputs.get(layer)) {
          changed |= rows[layer] <= rows[feeder];
          rows[layer] = Math.max(rows[layer], rows[feeder] + 1);
        }
      }
    }
    int[] firstFed = new int[rows.length];
    Arrays.fill(firstFed, Integer.MAX_VALUE);
    for (int layer = 0; layer < rows.length; layer++) {
      for (int feeder : inputs.get(layer)) {
        firstFed[feeder] = Math.min(firstFed[feeder], rows[layer]);
      }
    }
    for (int layer = 0; layer < rows.length; layer++) {
      if (inputs.get(layer).isEmpty() && firstFed[layer] != Integer.MAX_VALUE) {
        rows[layer] = firstFed[layer] - 1;
      }
    }
    return rows;
  }

  private int slot(int row) {
    rows.add(row);
    above.add(new ArrayList<>());
    below.add(new ArrayList<>());
    return rows.size() - 1;
  }

  private List<Integer> edge(int from, int to) {
    List<Integer> path = new ArrayList<>(List.of(from));
    for (int row = row(from) + 1; row < row(to); row++) {
      path.add(slot(row));
    }
    path.add(to);
    for (int i = 1; i < path.size(); i++) {
      below.get(path.get(i - 1)).add(path.get(i));
      above.get(path.get(i)).add(path.get(i - 1));
    }
    return path;
  }
}

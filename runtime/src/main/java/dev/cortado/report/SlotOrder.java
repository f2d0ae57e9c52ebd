package dev.cortado.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The order of the slots in each row, with few crossings of edges: rows are sorted by the mean
 * place of their neighbours, downwards and upwards in turn (Sugiyama, Tagawa and Toda, 1981).
 */
final class SlotOrder {
  private static final int SWEEPS = 12;

  private SlotOrder() {}

  /** For each row, its slots from left to right. */
  static List<List<Integer>> of(LayerGraph graph) {
    List<List<Integer>> order = new ArrayList<>();
    for (int row = 0; row < graph.rowCount(); row++) {
      order.add(new ArrayList<>());
    }
    for (int slot = 0; slot < graph.slots(); slot++) {
      order.get(graph.row(slot)).add(slot);
    }
    List<List<Integer>> best = copy(order);
    long fewest = crossings(graph, best);
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      for (int i = 1; i < order.size(); i++) {
        boolean down = sweep % 2 == 0;
        int row = down ? i : order.size() - 1 - i;
        sort(
            order.get(row),
            order.get(down ? row - 1 : row + 1),
            down ? graph::above : graph::below);
      }
      long crossings = crossings(graph, order);
      if (crossings < fewest) {
        fewest = crossings;
        best = copy(order);
      }
    }
    return best;
  }

  private static List<List<Integer>> copy(List<List<Integer>> order) {
    return order.stream().map(List::copyOf).toList();
  }

  /** Slots without neighbours stay where they are. */
  private static void sort(
      List<Integer> row, List<Integer> other, IntFunction<List<Integer>> neighbours) {
    Map<Integer, Integer> places = places(other);
    Map<Integer, Double> means = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      means.put(
          row.get(i),
          neighbours.apply(row.get(i)).stream().mapToInt(places::get).average().orElse(i));
    }
    row.sort(Comparator.comparing(means::get));
  }

  /** How many pairs of edges cross. */
  static long crossings(LayerGraph graph, List<List<Integer>> order) {
    long crossings = 0;
    for (int row = 0; row + 1 < order.size(); row++) {
      Map<Integer, Integer> places = places(order.get(row + 1));
      List<Integer> ends = new ArrayList<>();
      for (int slot : order.get(row)) {
        List<Integer> sorted = graph.below(slot).stream().map(places::get).sorted().toList();
        for (int end : sorted) {
          crossings += ends.stream().filter(earlier -> earlier > end).count();
        }
        ends.addAll(sorted);
      }
    }
    return crossings;
  }

  private static Map<Integer, Integer> places(List<Integer> row) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      places.put(row.get(i), i);
    }
    return places;
  }
}

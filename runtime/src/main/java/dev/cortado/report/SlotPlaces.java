package dev.cortado.report;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Where slots lie across: under the middle of what feeds them and over that of what they feed, as
 * far as the others of their row leave room. Layers come first; lanes make way.
 */
final class SlotPlaces {
  private static final int SWEEPS = 8;

  /** How much less lanes count than layers. */
  private static final double LANE = 1e-6;

  private final LayerGraph graph;
  private final List<List<Integer>> order;
  private final double layerWidth;
  private final double laneWidth;
  private final double[] centres;

  private SlotPlaces(
      LayerGraph graph, List<List<Integer>> order, double layerWidth, double laneWidth) {
    this.graph = graph;
    this.order = order;
    this.layerWidth = layerWidth;
    this.laneWidth = laneWidth;
    centres = new double[graph.slots()];
  }

  /**
   * The centres of all slots, by their numbers.
   *
   * @param order for each row, its slots from left to right
   * @param layerWidth the room that a layer takes, with the gap beside it
   * @param laneWidth the room that a lane takes
   */
  static double[] of(
      LayerGraph graph, List<List<Integer>> order, double layerWidth, double laneWidth) {
    SlotPlaces places = new SlotPlaces(graph, order, layerWidth, laneWidth);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int row = order.size() - 1; row >= 0; row--) {
        places.place(row, graph::below);
      }
      // Last downwards: what is fed by one layer alone then lies straight below it.
      for (int row = 0; row < order.size(); row++) {
        places.place(row, graph::above);
      }
    }
    return places.centres;
  }

  /**
   * Moves a row's slots as near to where their neighbours want them as their order and widths
   * allow, by least squares. With the widths before each taken off, that is a regression onto
   * rising values, which pooling solves: neighbours in the wrong order are given their common mean.
   */
  private void place(int row, IntFunction<List<Integer>> neighbours) {
    List<Integer> slots = order.get(row);
    int count = slots.size();
    double[] offsets = new double[count];
    double[] sums = new double[count];
    double[] weights = new double[count];
    int[] sizes = new int[count];
    int pools = 0;
    for (int i = 0; i < count; i++) {
      int slot = slots.get(i);
      offsets[i] = i == 0 ? 0 : offsets[i - 1] + (width(slots.get(i - 1)) + width(slot)) / 2;
      double weight = graph.isLayer(slot) ? 1 : LANE;
      sums[pools] = weight * (wanted(slot, neighbours.apply(slot)) - offsets[i]);
      weights[pools] = weight;
      sizes[pools] = 1;
      pools++;
      while (pools > 1
          && sums[pools - 2] / weights[pools - 2] >= sums[pools - 1] / weights[pools - 1]) {
        pools--;
        sums[pools - 1] += sums[pools];
        weights[pools - 1] += weights[pools];
        sizes[pools - 1] += sizes[pools];
      }
    }
    int i = 0;
    for (int pool = 0; pool < pools; pool++) {
      for (int end = i + sizes[pool]; i < end; i++) {
        centres[slots.get(i)] = sums[pool] / weights[pool] + offsets[i];
      }
    }
  }

  private double wanted(int slot, List<Integer> neighbours) {
    double sum = 0;
    double weights = 0;
    for (int neighbour : neighbours) {
      double weight = graph.isLayer(slot) == graph.isLayer(neighbour) ? 1 : LANE;
      sum += weight * centres[neighbour];
      weights += weight;
    }
    return weights == 0 ? centres[slot] : sum / weights;
  }

  private double width(int slot) {
    return graph.isLayer(slot) ? layerWidth : laneWidth;
  }
}

package dev.cortado.processor.check;

import dev.cortado.processor.declare.LayerDeclaration;
import dev.cortado.processor.declare.LayerReference;
import dev.cortado.processor.declare.NetworkDeclaration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who feeds whom in a network, in whatever order: it need not be sound. */
final class Wiring {
  private final Map<String, List<String>> inputs = new LinkedHashMap<>();

  Wiring(NetworkDeclaration network) {
    for (LayerDeclaration layer : network.layers()) {
      inputs.putIfAbsent(layer.name(), layer.inputs().stream().map(LayerReference::name).toList());
    }
  }

  /** Whether all that a layer takes is declared. */
  boolean isClosed() {
    return inputs.values().stream().flatMap(List::stream).allMatch(inputs::containsKey);
  }

  /** The names of all layers, in source order. */
  Set<String> names() {
    return inputs.keySet();
  }

  /** Whether any layer takes one. */
  boolean isTaken(String layer) {
    return inputs.values().stream().anyMatch(taken -> taken.contains(layer));
  }

  /** Layers and all that feeds them, however far up. */
  Set<String> upstream(Collection<String> layers) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(layers);
    while (!open.isEmpty()) {
      String layer = open.remove();
      if (found.add(layer)) {
        open.addAll(inputs.getOrDefault(layer, List.of()));
      }
    }
    return found;
  }

  /**
   * The layers from one to another that it takes, directly or not: both included; empty where it
   * does not.
   */
  List<String> path(String from, String to) {
    Map<String, String> takers = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      String taker = open.remove();
      for (String taken : inputs.getOrDefault(taker, List.of())) {
        if (takers.putIfAbsent(taken, taker) == null) {
          open.add(taken);
        }
      }
    }
    if (!takers.containsKey(to)) {
      return List.of();
    }
    List<String> path = new ArrayList<>(List.of(to));
    do {
      path.add(0, takers.get(path.get(0)));
    } while (!path.get(0).equals(from));
    return path;
  }
}

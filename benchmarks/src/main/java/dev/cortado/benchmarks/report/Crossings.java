package dev.cortado.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** How long dense layers take, by width, batch and way of computing them. */
public final class Crossings {
  private final List<Integer> widths;
  private final List<Integer> batches;
  private final Map<String, Boolean> ways = new LinkedHashMap<>();
  private final Map<Cell, Map<String, List<Double>>> nanos = new LinkedHashMap<>();

  private record Cell(int width, int batch) {}

  /** An empty grid. */
  public Crossings(List<Integer> widths, List<Integer> batches) {
    this.widths = List.copyOf(widths);
    this.batches = List.copyOf(batches);
  }

  /** Names a way, and says whether it does without the Vector API and without native code. */
  public void way(String label, boolean plain) {
    ways.put(label, plain);
  }

  /** Adds a time, of a whole batch. */
  public void add(String way, int width, int batch, double time) {
    nanos
        .computeIfAbsent(new Cell(width, batch), cell -> new TreeMap<>())
        .computeIfAbsent(way, label -> new ArrayList<>())
        .add(time);
  }

  List<Integer> widths() {
    return widths;
  }

  List<Integer> batches() {
    return batches;
  }

  /** All ways, or those in plain Java. */
  List<String> ways(boolean onlyPlain) {
    return ways.keySet().stream().filter(way -> !onlyPlain || ways.get(way)).toList();
  }

  /** The median of a way's times; empty where it was not measured. */
  OptionalDouble median(String way, int width, int batch) {
    List<Double> times = nanos.getOrDefault(new Cell(width, batch), Map.of()).get(way);
    return times == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Figure.of(times.stream().map(List::of).toList()).median());
  }

  /** The ways that were measured, the fastest first. */
  List<String> ranking(int width, int batch, boolean onlyPlain) {
    return ways(onlyPlain).stream()
        .filter(way -> median(way, width, batch).isPresent())
        .sorted(Comparator.comparingDouble(way -> median(way, width, batch).getAsDouble()))
        .toList();
  }

  /** How many times longer the second takes than the fastest; there are two at least. */
  double lead(int width, int batch, boolean onlyPlain) {
    List<String> ranking = ranking(width, batch, onlyPlain);
    return median(ranking.get(1), width, batch).getAsDouble()
        / median(ranking.get(0), width, batch).getAsDouble();
  }
}

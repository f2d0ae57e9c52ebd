package dev.cortado.benchmarks.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that was measured, by metric, subject (such as a network) and contender. */
public final class Measurements {
  private final Map<Metric, Map<String, Map<String, List<List<Double>>>>> rounds =
      new EnumMap<>(Metric.class);
  private final Set<String> contenders = new LinkedHashSet<>();
  private final Map<String, Role> roles = new LinkedHashMap<>();

  /** What a contender is to the others. */
  public enum Role {
    /** Peers are compared with the best of these. */
    OURS,
    /** Compared with ours. */
    PEER,
    /** Shown beside the others, but no rival. */
    YARDSTICK
  }

  /** Says what a contender is. */
  public void role(String contender, Role role) {
    roles.put(contender, role);
  }

  /** Adds the values of one round. */
  public void add(Metric metric, String subject, String contender, List<Double> values) {
    contenders.add(contender);
    rounds
        .computeIfAbsent(metric, unused -> new LinkedHashMap<>())
        .computeIfAbsent(subject, unused -> new LinkedHashMap<>())
        .computeIfAbsent(contender, unused -> new ArrayList<>())
        .add(List.copyOf(values));
  }

  /** What was measured at all. */
  Set<Metric> metrics() {
    return rounds.keySet();
  }

  /** The subjects of a metric, in the order in which they were measured. */
  List<String> subjects(Metric metric) {
    return List.copyOf(rounds.get(metric).keySet());
  }

  /** Everyone, in the order in which they were measured first. */
  List<String> contenders() {
    return List.copyOf(contenders);
  }

  /** Whether a contender is compared with ours. */
  boolean isPeer(String contender) {
    return roles.get(contender) == Role.PEER;
  }

  /** A figure, where it was measured. */
  Optional<Figure> figure(Metric metric, String subject, String contender) {
    return Optional.ofNullable(rounds.get(metric).get(subject).get(contender)).map(Figure::of);
  }

  /** The best median of ours. */
  Optional<Double> best(Metric metric, String subject) {
    return contenders.stream()
        .filter(contender -> roles.get(contender) == Role.OURS)
        .map(contender -> figure(metric, subject, contender))
        .flatMap(Optional::stream)
        .map(Figure::median)
        .reduce((one, other) -> metric.advantage(one, other) >= 1 ? one : other);
  }
}

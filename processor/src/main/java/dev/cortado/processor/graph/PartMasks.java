package dev.cortado.processor.graph;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The masks that cross the border of a network that is used: each says which steps of a value
 * count.
 *
 * @param ofInputs the masks of inputs that have one, by the position of the input
 * @param handedOn the mask of the output, where it has one: that of an input, or one that the
 *     network computes
 */
public record PartMasks(Map<Integer, Value> ofInputs, Optional<Value> handedOn) {
  /** Of a network that takes no masks and hands none on. */
  public static final PartMasks NONE = new PartMasks(Map.of(), Optional.empty());

  /** Copies the map. */
  public PartMasks {
    ofInputs = Map.copyOf(ofInputs);
  }

  /** The mask that the network itself computes for its output, where it does. */
  public Optional<Value> computed() {
    return handedOn.filter(mask -> !ofInputs.containsValue(mask));
  }

  /** The input whose mask is that of the output, where there is one. */
  public OptionalInt passedOn() {
    return ofInputs.entrySet().stream()
        .filter(mask -> handedOn.filter(mask.getValue()::equals).isPresent())
        .mapToInt(Map.Entry::getKey)
        .findFirst();
  }

  /** The positions of those inputs whose masks are among some values, in order. */
  List<Integer> positionsIn(Collection<Value> values) {
    return new TreeMap<>(ofInputs)
        .entrySet().stream()
            .filter(mask -> values.contains(mask.getValue()))
            .map(Map.Entry::getKey)
            .toList();
  }
}

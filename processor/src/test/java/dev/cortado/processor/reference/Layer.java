package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A layer of a network.
 *
 * @param name its name
 * @param kind its kind, with attributes
 * @param inputs the names of the layers that feed it
 * @param output whether it is an output
 * @param weights the name of the layer whose parameters it uses: its own, or that of another
 */
public record Layer(String name, Kind kind, List<String> inputs, boolean output, String weights) {
  /** Copies the list. */
  public Layer {
    inputs = List.copyOf(inputs);
  }

  /** A layer with parameters of its own. */
  public Layer(String name, Kind kind, List<String> inputs, boolean output) {
    this(name, kind, inputs, output, name);
  }

  Layer asOutput() {
    return new Layer(name, kind, inputs, true, weights);
  }

  boolean ownsWeights() {
    return weights.equals(name);
  }

  boolean isInput() {
    return inputs.isEmpty();
  }

  /** Its annotation in Java, below a layer of the given name, which then need not be named. */
  String annotation(String above) {
    List<String> attributes = new ArrayList<>(kind.attributes());
    if (kind.mergedBy().isPresent()) {
      attributes.add(
          inputs.stream()
              .map(input -> '"' + input + '"')
              .collect(Collectors.joining(", ", kind.mergedBy().get() + " = {", "}")));
    } else if (!isInput() && !inputs.get(0).equals(above)) {
      attributes.add("input = \"" + inputs.get(0) + '"');
    }
    List<String> further = kind.furtherInputs();
    for (int i = 1; i < inputs.size() && !further.isEmpty(); i++) {
      attributes.add(further.get(i - 1) + " = \"" + inputs.get(i) + '"');
    }
    if (kind.mergedBy().isEmpty() && further.isEmpty() && inputs.size() > 1) {
      attributes.add(
          inputs.stream()
              .skip(1)
              .map(input -> '"' + input + '"')
              .collect(Collectors.joining(", ", "initialState = {", "}")));
    }
    String shared = ownsWeights() ? "" : "@SharedWeights(\"%s\") ".formatted(weights);
    return shared + "@" + kind.annotation() + "(" + String.join(", ", attributes) + ")";
  }
}

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
 */
public record Layer(String name, Kind kind, List<String> inputs, boolean output) {
  /** Copies the list. */
  public Layer {
    inputs = List.copyOf(inputs);
  }

  Layer asOutput() {
    return new Layer(name, kind, inputs, true);
  }

  boolean isInput() {
    return inputs.isEmpty();
  }

  /** Its annotation in Java, below a layer of the given name, which then need not be named. */
  String annotation(String above) {
    List<String> attributes = new ArrayList<>(kind.attributes());
    if (kind.merges()) {
      attributes.add(
          inputs.stream()
              .map(input -> '"' + input + '"')
              .collect(Collectors.joining(", ", "value = {", "}")));
    } else if (!isInput() && !inputs.get(0).equals(above)) {
      attributes.add("input = \"" + inputs.get(0) + '"');
    }
    for (int i = 1; i < inputs.size() && !kind.merges(); i++) {
      attributes.add(kind.furtherInputs().get(i - 1) + " = \"" + inputs.get(i) + '"');
    }
    return "@" + kind.annotation() + "(" + String.join(", ", attributes) + ")";
  }
}

package dev.cortado.model;

import java.util.List;

/**
 * What is known of a layer at compile time.
 *
 * @param name the layer's name: that of its method
 * @param type the simple name of its annotation, for example {@code Dense}
 * @param shape the shape of one sample's value
 * @param inputs the names of the layers that feed it
 * @param parameters its parameters, in Keras's order
 */
public record LayerSpec(
    String name, String type, Shape shape, List<String> inputs, List<ParameterSpec> parameters) {
  /** Copies the lists. */
  public LayerSpec {
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
  }

  /** The number of its parameters' values. */
  public int parameterCount() {
    int count = 0;
    for (ParameterSpec parameter : parameters) {
      count += parameter.shape().size();
    }
    return count;
  }
}

package dev.cortado.model;

/**
 * One parameter of a layer: where it lies in the network's flat array, and how its first values are
 * drawn.
 *
 * @param layer the layer's name
 * @param name the parameter's name within its layer, for example {@code kernel}
 * @param shape its shape
 * @param offset the index of its first value in {@link CompiledModel#parameters()}
 * @param trainable whether gradients change it; training may change others, such as moving averages
 * @param initializer how its first values are drawn
 */
public record ParameterSpec(
    String layer,
    String name,
    Shape shape,
    int offset,
    boolean trainable,
    WeightInitializer initializer) {

  /** The name under which files hold it: {@code hidden/kernel}. */
  public String path() {
    return layer + "/" + name;
  }
}
